package io.dbvouch.identity;

import io.dbvouch.AccessException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Signs in by device code, RFC 8628.
 *
 * <p>It asks every {@code interval}, 5 s longer after each {@code slow_down}, and twice as long after each question that was
 * not answered (§3.5), until the person has decided or the code has expired. Unlike the AWS CLI it does not ask before the
 * first interval is over.
 */
final class DeviceSignIn {
    /** RFC 8628 §3.5: "the interval MUST be increased by 5 seconds for this and all subsequent requests". */
    private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SsoSession session;
    private final SsoOidc oidc;
    private final InstantSource clock;
    private final Sleeper sleeper;

    DeviceSignIn(SsoSession session, SsoOidc oidc, InstantSource clock, Sleeper sleeper) {
        this.session = session;
        this.oidc = oidc;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    SsoToken run(ClientRegistration registration, SignInPrompt prompt) throws UnknownClientException {
        SsoOidc.DeviceAuthorization authorization = oidc.startDevice(registration);
        Instant expiresAt = authorization.shown().expiresAt();
        Duration interval = authorization.interval();
        prompt.showDeviceCode(authorization.shown());
        AccessException.@Nullable Unreachable trouble = null;
        while (clock.instant().plus(interval).isBefore(expiresAt)) {
            waitFor(interval, expiresAt, prompt);
            try {
                TokenAnswer answer = oidc.byDeviceCode(registration, authorization.deviceCode());
                trouble = null;
                switch (answer) {
                    case TokenAnswer.Granted(SsoToken token) -> {
                        return token;
                    }
                    case TokenAnswer.Pending _ -> {
                        // The person is still at it.
                    }
                    case TokenAnswer.SlowDown _ -> interval = interval.plus(SLOW_DOWN);
                    case TokenAnswer.Denied(String why) ->
                        throw new AccessException.Denied("sign-in for " + session.label() + " was denied: " + why);
                    case TokenAnswer.Worthless(String why) -> throw tooLate().evidence("answer", why);
                    case TokenAnswer.UnknownClient(String why) -> throw new UnknownClientException(why);
                }
            } catch (AccessException.Unreachable e) {
                trouble = e;
                interval = interval.multipliedBy(2);
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        throw tooLate();
    }

    private void waitFor(Duration interval, Instant expiresAt, SignInPrompt prompt) {
        Duration left = interval;
        try {
            while (left.isPositive()) {
                prompt.waiting(Duration.between(clock.instant(), expiresAt));
                Duration nap = left.compareTo(SECOND) < 0 ? left : SECOND;
                sleeper.sleep(nap);
                left = left.minus(nap);
            }
        } catch (InterruptedException e) {
            throw new AccessException.Interrupted("sign-in for " + session.label() + " was interrupted");
        }
    }

    private AccessException tooLate() {
        return new AccessException.SignInNeeded(
                        "sign-in for " + session.label() + " was not completed before the code expired")
                .hint(session.loginCommand());
    }
}
