package io.dbvouch.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access and refresh tokens. All tokens of one sign-in end together when the person signs out. */
final class Tokens {
    /** One sign-in of one person with one client. */
    record SignIn(String id, Person person, Client client) {}

    /** Tokens just made. */
    record Issued(
            SignIn signIn, String accessToken, @Nullable String refreshToken, Duration lifetime) {
        /** Whose they are. */
        @Override
        public String toString() {
            return "tokens of " + signIn.person().name();
        }
    }

    private record Token(SignIn signIn, Instant expiration) {}

    private final Map<String, Token> access = new HashMap<>();
    private final Map<String, Token> refresh = new HashMap<>();
    private final Identifiers identifiers = new Identifiers();
    private final CompanyClock clock;
    private final Duration lifetime;
    private final Duration signInLifetime;

    /**
     * A store without tokens.
     *
     * @param lifetime how long an access token lives
     * @param signInLifetime how long a refresh token lives
     */
    Tokens(CompanyClock clock, Duration lifetime, Duration signInLifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.signInLifetime = signInLifetime;
    }

    synchronized Issued signIn(Person person, Client client) {
        SignIn signIn = new SignIn(identifiers.secret(12), person, client);
        return issue(signIn, clock.trueInstant().plus(signInLifetime));
    }

    /** New tokens for a refresh token, which is used up; the sign-in does not live longer by it. */
    synchronized Optional<Issued> refresh(String refreshToken, Client client) {
        Token token = refresh.get(refreshToken);
        if (token == null
                || !token.signIn().client().id().equals(client.id())
                || !clock.trueInstant().isBefore(token.expiration())) {
            return Optional.empty();
        }
        refresh.remove(refreshToken);
        return Optional.of(issue(token.signIn(), token.expiration()));
    }

    private Issued issue(SignIn signIn, Instant signInEnd) {
        // The prefixes are those of AWS's own.
        String accessToken = "aoaAAAAA" + identifiers.secret(90);
        access.put(accessToken, new Token(signIn, clock.trueInstant().plus(lifetime)));
        String refreshToken = null;
        if (signIn.client().getsRefreshTokens()) {
            refreshToken = "aorAAAAA" + identifiers.secret(90);
            refresh.put(refreshToken, new Token(signIn, signInEnd));
        }
        return new Issued(signIn, accessToken, refreshToken, lifetime);
    }

    /** Whose a valid access token is. */
    synchronized Optional<SignIn> find(String accessToken) {
        return Optional.ofNullable(access.get(accessToken))
                .filter(token -> clock.trueInstant().isBefore(token.expiration()))
                .map(Token::signIn);
    }

    synchronized void end(SignIn signIn) {
        access.values().removeIf(token -> token.signIn().equals(signIn));
        refresh.values().removeIf(token -> token.signIn().equals(signIn));
    }

    synchronized void expireAccessTokens() {
        access.clear();
    }

    synchronized void expireSignIns() {
        access.clear();
        refresh.clear();
    }
}
