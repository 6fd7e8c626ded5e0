package io.dbvouch.identity;

import io.dbvouch.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code RegisterClient} gave this machine: the name under which it may ask for tokens.
 *
 * @param clientId the public client's name
 * @param clientSecret its secret, which proves little: whoever registers gets one
 * @param expiresAt when the IAM Identity Center forgets it, 90 days after it was made
 * @param scopes what it was registered for; null if nothing was asked
 * @param grantTypes what it may do; null for a device-code client, as the AWS CLI writes it
 */
record ClientRegistration(
        String clientId,
        Secret clientSecret,
        Instant expiresAt,
        @Nullable List<String> scopes,
        @Nullable List<String> grantTypes) {
    /** As the AWS CLI's {@code _EXPIRY_WINDOW}: long enough for a sign-in that begins now. */
    private static final Duration MARGIN = Duration.ofMinutes(15);

    /** Whether a sign-in by {@code flow} that begins now can use it. */
    boolean serves(SignInFlow flow, Instant now) {
        boolean forBrowser = grantTypes != null && grantTypes.contains("authorization_code");
        return forBrowser == (flow == SignInFlow.BROWSER) && now.plus(MARGIN).isBefore(expiresAt);
    }
}
