package io.dbvouch.identity;

import java.util.Locale;
import java.util.Map;

/** How a person signs in. */
public enum SignInFlow {
    /** With a browser on this machine: authorization code with PKCE. */
    BROWSER,
    /** With a browser anywhere, and a code typed or compared there: device code. */
    DEVICE_CODE;

    /**
     * What the choice rests on.
     *
     * @param session where the person signs in
     * @param deviceCodeAsked whether the person asked for the device code
     * @param noBrowserAsked whether the person asked that no browser be opened
     * @param environment the environment variables
     * @param osName the value of {@code os.name}
     */
    public record Situation(
            SsoSession session,
            boolean deviceCodeAsked,
            boolean noBrowserAsked,
            Map<String, String> environment,
            String osName) {
        /** Copies the environment. */
        public Situation {
            environment = Map.copyOf(environment);
        }

        private boolean has(String variable) {
            return !environment.getOrDefault(variable, "").isEmpty();
        }
    }

    /**
     * The flow for a situation.
     *
     * <ol>
     *   <li>The device code if the person asked for it, or the session is a legacy profile's: the AWS CLI since 2.22.
     *   <li>The device code over SSH, where the AWS CLI would wait for a browser that cannot reach this machine's loopback
     *       address. That holds with {@code --no-browser} too.
     *   <li>The browser if the person asked that none be opened: they open the address themselves, as with the AWS CLI.
     *   <li>The device code on Linux without a display, unless {@code BROWSER} names a browser or this is WSL.
     *   <li>Otherwise the browser.
     * </ol>
     */
    public static SignInFlow choose(Situation situation) {
        if (situation.deviceCodeAsked() || situation.session().isLegacy()) {
            return DEVICE_CODE;
        }
        if (situation.has("SSH_CONNECTION") || situation.has("SSH_TTY")) {
            return DEVICE_CODE;
        }
        if (situation.noBrowserAsked()) {
            return BROWSER;
        }
        boolean linux = situation.osName().toLowerCase(Locale.ROOT).startsWith("linux");
        boolean browserAtHand = situation.has("DISPLAY")
                || situation.has("WAYLAND_DISPLAY")
                || situation.has("BROWSER")
                || situation.has("WSL_DISTRO_NAME");
        return linux && !browserAtHand ? DEVICE_CODE : BROWSER;
    }
}
