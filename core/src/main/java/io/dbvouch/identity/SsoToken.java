package io.dbvouch.identity;

import io.dbvouch.Secret;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token as it is cached.
 *
 * @param startUrl where the person signed in
 * @param region the region of that IAM Identity Center
 * @param accessToken the token
 * @param expiresAt when it ends
 * @param refreshToken what gets the next one; null if there is none
 * @param registration the client that the refresh token belongs to; null if unknown
 */
record SsoToken(
        String startUrl,
        String region,
        Secret accessToken,
        Instant expiresAt,
        @Nullable Secret refreshToken,
        @Nullable ClientRegistration registration) {
    /** As botocore's {@code SSOTokenProvider._REFRESH_WINDOW}: both renew at the same time. */
    private static final Duration REFRESH_WINDOW = Duration.ofMinutes(15);

    /** What to do with a token at some time. */
    enum State {
        /** Use it. */
        FRESH,
        /** Use it, but a new one would be better. */
        AGEING,
        /** Get a new one without asking anybody. */
        STALE,
        /** Only a person can get a new one. */
        DEAD
    }

    State at(Instant now) {
        boolean valid = now.isBefore(expiresAt);
        if (valid && (!now.plus(REFRESH_WINDOW).isAfter(expiresAt) || !refreshable(now))) {
            return State.FRESH;
        }
        if (valid) {
            return State.AGEING;
        }
        return refreshable(now) ? State.STALE : State.DEAD;
    }

    private boolean refreshable(Instant now) {
        return refreshToken != null && registration != null && now.isBefore(registration.expiresAt());
    }
}
