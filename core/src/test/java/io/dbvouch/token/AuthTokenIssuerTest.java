package io.dbvouch.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.Secret;
import io.dbvouch.role.AccessKey;
import io.dbvouch.target.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** The AWS SDK's own signers are the judges: for the same instant they have to make the same token. */
class AuthTokenIssuerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final AccessKey KEY = new AccessKey(
            "AKIDEXAMPLE0000000", Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret.of("session/token+=="));
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Endpoint ENDPOINT = new Endpoint("db.cluster-abc.eu-west-1.rds.amazonaws.com", 5432);

    private static AwsCredentials credentials(AccessKey key) {
        Secret token = key.sessionToken();
        return token == null
                ? AwsBasicCredentials.create(
                        key.accessKeyId(), key.secretAccessKey().reveal())
                : AwsSessionCredentials.create(
                        key.accessKeyId(), key.secretAccessKey().reveal(), token.reveal());
    }

    /** By the signer that the SDK has for RDS. It takes no clock: its token says when it was made. */
    private static String byRdsUtilities(AccessKey key, String region, String host, int port, String user) {
        return RdsUtilities.builder()
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(key)))
                .build()
                .generateAuthenticationToken(r -> r.hostname(host).port(port).username(user));
    }

    /** By the signer that is below, which takes a clock. */
    private static String bySigner(AccessKey key, String region, String host, int port, String user, Instant now) {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(host)
                .port(port)
                .encodedPath("/")
                .putRawQueryParameter("DBUser", user)
                .putRawQueryParameter("Action", "connect")
                .build();
        String uri = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials(key))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(15))
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request()
                .getUri()
                .toString();
        return uri.substring("https://".length());
    }

    private static String ours(AccessKey key, String region, String host, int port, String user, Instant now) {
        return AuthTokenIssuer.issue(key, region, new Endpoint(host, port), user, now)
                .value()
                .reveal();
    }

    /** The endpoint and the parameters as they are written, in one order: each signer has its own. */
    private static List<String> parts(String token) {
        assertThat(token).matches("[^?]+/\\?.+&X-Amz-Signature=[0-9a-f]{64}");
        return Stream.concat(
                        Stream.of(token.substring(0, token.indexOf('?'))),
                        Arrays.stream(token.substring(token.indexOf('?') + 1).split("&", -1))
                                .sorted())
                .toList();
    }

    private static Instant signedAt(String token) {
        Matcher date = Pattern.compile("X-Amz-Date=(\\d{8}T\\d{6}Z)").matcher(token);
        assertThat(date.find()).isTrue();
        return LocalDateTime.parse(date.group(1), AMZ_DATE).toInstant(ZoneOffset.UTC);
    }

    private static void assertAsRdsUtilities(AccessKey key, String region, String host, int port, String user) {
        String sdk = byRdsUtilities(key, region, host, port, user);
        assertThat(parts(ours(key, region, host, port, user, signedAt(sdk))))
                .as("user %s at %s:%s", user, host, port)
                .isEqualTo(parts(sdk));
    }

    private static void assertAsSigner(AccessKey key, String region, String host, int port, String user, Instant now) {
        assertThat(parts(ours(key, region, host, port, user, now)))
                .as("user %s at %s:%s at %s", user, host, port, now)
                .isEqualTo(parts(bySigner(key, region, host, port, user, now)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arianna",
                "Arianna.O'Neil@example.com",
                "a-._~z",
                "with blank",
                "per%cent",
                "plus+plus",
                "a/b",
                "a&b=c",
                "semi;colon,comma",
                "\"quoted\"",
                "back\\slash",
                "tab\there",
                "élodie",
                "日本語",
                "\uD83D\uDE00",
                "*",
                "()!'",
                "%41",
                "?#[]:@",
                "a  b",
                " lead",
                "trail ",
            })
    void issue_userName_isTheSdksToken(String user) {
        assertAsRdsUtilities(KEY, "eu-west-1", ENDPOINT.host(), 5432, user);
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.com, 1",
        "db.example.com, 65535",
        "under_score.example.com, 5432",
        "127.0.0.1, 5433",
        "localhost, 80",
        "xn--bcher-kva.example, 5432",
        "db.example.com., 5432",
    })
    void issue_host_isTheSdksToken(String host, int port) {
        assertAsRdsUtilities(KEY, "eu-west-1", host, port, "arianna");
    }

    /** The AWS CLI signs the host in lower case, the SDK for Java as it stands: only in lower case do both agree. */
    @Test
    void issue_hostInUpperCase_isTheSdksTokenForTheHostInLowerCase() {
        String token = ours(KEY, "eu-west-1", "DB.Cluster-ABC.eu-west-1.RDS.amazonaws.com", 5432, "Arianna", NOON);

        assertThat(token).startsWith("db.cluster-abc.eu-west-1.rds.amazonaws.com:5432/?");
        assertThat(parts(token)).isEqualTo(parts(bySigner(KEY, "eu-west-1", ENDPOINT.host(), 5432, "Arianna", NOON)));
    }

    @Test
    void issue_ipv6_isTheSdksTokenForTheBracketedHost() {
        String token = ours(KEY, "eu-west-1", "2001:db8::1", 5432, "arianna", NOON);

        assertThat(token).startsWith("[2001:db8::1]:5432/?");
        assertThat(parts(token)).isEqualTo(parts(bySigner(KEY, "eu-west-1", "[2001:db8::1]", 5432, "arianna", NOON)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-iso-east-1"})
    void issue_region_isTheSdksToken(String region) {
        assertAsRdsUtilities(KEY, region, ENDPOINT.host(), 5432, "arianna");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000-01-01T00:00:00Z",
                "2026-12-31T23:59:59.999999999Z",
                "2028-02-29T12:34:56.5Z",
                "2038-01-19T03:14:08Z",
                "9999-12-31T23:59:59Z",
            })
    void issue_instant_isTheSdksToken(String instant) {
        assertAsSigner(KEY, "eu-west-1", ENDPOINT.host(), 5432, "arianna", Instant.parse(instant));
    }

    @Test
    void issue_generatedInput_isTheSdksToken() {
        Random random = new Random(20_261_122);
        for (int i = 0; i < 500; i++) {
            AccessKey key = new AccessKey(
                    text(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16 + random.nextInt(8)),
                    Secret.of(text(random, "ABCabc019+/", 40)),
                    random.nextInt(4) == 0 ? null : Secret.of(text(random, "ABCxyz012+/=", 100 + random.nextInt(900))));
            String region = List.of("eu-west-1", "us-east-2", "ap-southeast-4").get(random.nextInt(3));
            String host = "h" + text(random, "abcxyz019-_", 1 + random.nextInt(20)) + "."
                    + text(random, "abcxyz", 1 + random.nextInt(10)) + ".example";
            int port = 1024 + random.nextInt(64512);
            String user = anyText(random, 1 + random.nextInt(40));
            Instant now = Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));

            assertAsSigner(key, region, host, port, user, now);
            assertAsRdsUtilities(key, region, host, port, user);
        }
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Half of it printable ASCII, half anywhere in Unicode but surrogates. */
    private static String anyText(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int c = random.nextBoolean() ? 0x20 + random.nextInt(0x5f) : 1 + random.nextInt(0x10ffff);
            text.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? '?' : c);
        }
        // The SDK refuses a name that is blank; a database user may have none such either.
        return text.append('x').toString();
    }

    @Test
    void issue_anyInstant_tellsWholeSecondsAndFifteenMinutes() {
        AuthToken token = AuthTokenIssuer.issue(
                KEY, "eu-west-1", ENDPOINT, "arianna", Instant.parse("2026-11-22T12:00:00.999999999Z"));

        assertThat(token.issuedAt()).isEqualTo(NOON);
        assertThat(token.expiresAt()).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
        assertThat(token.accessKeyId()).isEqualTo(KEY.accessKeyId());
        assertThat(token.endpoint()).isEqualTo(ENDPOINT);
        assertThat(token.user()).isEqualTo("arianna");
        assertThat(token.value().reveal())
                .contains("X-Amz-Date=20261122T120000Z")
                .contains("X-Amz-Expires=900");
    }

    @Test
    void toString_tokenAndKey_holdNoSecret() {
        AuthToken token = AuthTokenIssuer.issue(KEY, "eu-west-1", ENDPOINT, "arianna", NOON);

        assertThat(token.toString() + KEY)
                .contains("[secret]", "AKIDEXAMPLE0000000")
                .doesNotContain("X-Amz", "wJalr", "session/token");
    }
}
