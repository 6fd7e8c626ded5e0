package io.dbvouch.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dbvouch.Secret;
import io.dbvouch.Sha256;
import io.dbvouch.role.AccessKey;
import io.dbvouch.target.Endpoint;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes RDS IAM tokens: a Signature Version 4 presigned {@code GET https://host:port/?Action=connect&DBUser=…} for the
 * service {@code rds-db}, with {@code https://} cut off.
 *
 * <ol>
 *   <li>canonical request: {@code GET}, {@code /}, the query sorted by name, the header {@code host}, the hash of an empty
 *       body;
 *   <li>string to sign: algorithm, time, scope {@code date/region/rds-db/aws4_request}, the hash of 1;
 *   <li>signing key: HMAC over date, region, service and {@code aws4_request}, from {@code AWS4} + the secret key;
 *   <li>the token is the query of 1 with {@code X-Amz-Signature} after it.
 * </ol>
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html">Signature Version 4</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Connecting.html">Connecting with
 *     IAM authentication</a>
 */
public final class AuthTokenIssuer {
    /** RDS takes no other lifetime than 15 minutes. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "rds-db";
    private static final String EMPTY_BODY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** RFC 3986 §2.3. */
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    private AuthTokenIssuer() {}

    /** A token for {@code user} at {@code endpoint}, signed with {@code key} as of {@code now}. */
    public static AuthToken issue(AccessKey key, String region, Endpoint endpoint, String user, Instant now) {
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        String amzDate = AMZ_DATE.format(issuedAt.atOffset(ZoneOffset.UTC));
        String date = amzDate.substring(0, 8);
        String scope = date + "/" + region + "/" + SERVICE + "/aws4_request";

        // In the order of the names' bytes, which the canonical query string asks for.
        StringBuilder query = new StringBuilder(1024)
                .append("Action=connect&DBUser=")
                .append(encode(user))
                .append("&X-Amz-Algorithm=" + ALGORITHM + "&X-Amz-Credential=")
                .append(encode(key.accessKeyId() + "/" + scope))
                .append("&X-Amz-Date=")
                .append(amzDate)
                .append("&X-Amz-Expires=")
                .append(LIFETIME.toSeconds());
        Secret sessionToken = key.sessionToken();
        if (sessionToken != null) {
            query.append("&X-Amz-Security-Token=").append(encode(sessionToken.reveal()));
        }
        query.append("&X-Amz-SignedHeaders=host");

        // Signers differ on whether the header is signed in lower case; in lower case throughout, all agree.
        String host = endpoint.toString().toLowerCase(Locale.ROOT);
        String canonicalRequest = "GET\n/\n" + query + "\nhost:" + host + "\n\nhost\n" + EMPTY_BODY_SHA256;
        String stringToSign = ALGORITHM + "\n" + amzDate + "\n" + scope + "\n" + Sha256.hex(canonicalRequest);
        String signature = HexFormat.of().formatHex(sign(key.secretAccessKey(), date, region, stringToSign));
        return new AuthToken(
                Secret.of(host + "/?" + query + "&X-Amz-Signature=" + signature),
                key.accessKeyId(),
                endpoint,
                user,
                issuedAt,
                issuedAt.plus(LIFETIME));
    }

    private static byte[] sign(Secret secretAccessKey, String date, String region, String stringToSign) {
        byte[] k = ("AWS4" + secretAccessKey.reveal()).getBytes(UTF_8);
        for (String part : new String[] {date, region, SERVICE, "aws4_request", stringToSign}) {
            k = hmac(k, part);
        }
        return k;
    }

    private static byte[] hmac(byte[] key, String data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** RFC 3986 percent-encoding as Signature Version 4 asks for it: all but unreserved characters, hex in upper case. */
    private static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 32);
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            if (UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }
}
