package io.dbvouch.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Authorization codes with their PKCE challenges (RFC 7636). A code is good once, for ten minutes at most. */
final class AuthorizationCodes {
    /** RFC 6749, section 4.1.2. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /**
     * What a browser was sent back with.
     *
     * @param signIn null until the code was redeemed
     */
    private record Code(
            Client client,
            String redirectUri,
            String challenge,
            Person person,
            Instant expiration,
            Tokens.@Nullable SignIn signIn) {}

    private final Map<String, Code> codes = new HashMap<>();
    private final Identifiers identifiers = new Identifiers();
    private final CompanyClock clock;
    private final Tokens tokens;

    AuthorizationCodes(CompanyClock clock, Tokens tokens) {
        this.clock = clock;
        this.tokens = tokens;
    }

    synchronized String issue(Client client, String redirectUri, String challenge, Person person) {
        String code = identifiers.secret(48);
        codes.put(
                code,
                new Code(
                        client,
                        redirectUri,
                        challenge,
                        person,
                        clock.trueInstant().plus(LIFETIME),
                        null));
        return code;
    }

    synchronized Tokens.Issued redeem(String code, Client client, String redirectUri, String verifier)
            throws AwsException {
        Code issued = codes.get(code);
        if (issued == null || !issued.client().id().equals(client.id())) {
            throw invalidGrant("The authorization code is not valid");
        }
        if (issued.signIn() != null) {
            // RFC 6749, section 4.1.2: a code that comes twice was stolen by one of the two.
            tokens.end(issued.signIn());
            throw invalidGrant("The authorization code was used before");
        }
        if (!clock.trueInstant().isBefore(issued.expiration())) {
            throw invalidGrant("The authorization code has expired");
        }
        if (!issued.redirectUri().equals(redirectUri)) {
            throw invalidGrant("The redirect URI is not the one of the authorization request");
        }
        if (!issued.challenge().equals(challenge(verifier))) {
            throw invalidGrant("The code verifier does not match the code challenge");
        }
        Tokens.Issued result = tokens.signIn(issued.person(), client);
        codes.put(
                code,
                new Code(
                        client,
                        redirectUri,
                        issued.challenge(),
                        issued.person(),
                        issued.expiration(),
                        result.signIn()));
        return result;
    }

    /** RFC 7636, section 4.2: BASE64URL(SHA-256(ASCII(code_verifier))). */
    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AwsException invalidGrant(String message) {
        return new AwsException(400, "InvalidGrantException", message);
    }
}
