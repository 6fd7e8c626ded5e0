package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SsoLogoutTest extends SsoTest {
    private SsoLogout logout() {
        return new SsoLogout(cache(), aws.sdk());
    }

    @Test
    void signOut_signedIn_endsItThereAndHereAndKeepsTheRegistration() throws IOException {
        login().signIn(CORP, SignInFlow.DEVICE_CODE, new TestPrompt());

        assertThat(logout().signOut(CORP)).isEqualTo(new SsoLogout.Outcome.SignedOut());

        assertThat(aws.loggedOut).containsExactly("access-2");
        assertThat(cacheFiles()).containsExactly("c6a06e42182fb324db02aec3d36dc183754bc04e.json");
        assertThatThrownBy(() -> tokens().current(CORP)).hasMessage("not signed in to sso-session \"corp\"");
    }

    @Test
    void signOut_oneSession_leavesTheOthersAlone() {
        cached(CORP, Duration.ofHours(1), null);
        cached(LEGACY, Duration.ofHours(1), null);

        logout().signOut(CORP);

        assertThat(tokens().current(LEGACY).session()).isEqualTo(LEGACY);
    }

    @Test
    void signOut_expiredToken_isStillEndedThere() {
        cached(CORP, Duration.ofHours(-1), "refresh-0");

        assertThat(logout().signOut(CORP)).isEqualTo(new SsoLogout.Outcome.SignedOut());
        assertThat(aws.loggedOut).containsExactly("access-0");
    }

    @Test
    void signOut_notSignedIn_saysSo() {
        assertThat(logout().signOut(CORP)).isEqualTo(new SsoLogout.Outcome.NotSignedIn());
        assertThat(aws.requests).isEmpty();
    }

    @Test
    void signOut_overThere_saysSo() throws IOException {
        cached(CORP, Duration.ofHours(1), null);
        aws.answer("logout", new FakeIdentityCenter.Canned(401, "UnauthorizedException", "{\"message\":\"no\"}"));

        assertThat(logout().signOut(CORP)).isEqualTo(new SsoLogout.Outcome.AlreadyOver());
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void signOut_serviceGone_removesTheTokenAndSaysWhy() throws IOException {
        cached(CORP, Duration.ofHours(1), null);
        aws.close();

        assertThat(logout().signOut(CORP))
                .isInstanceOfSatisfying(
                        SsoLogout.Outcome.HereOnly.class,
                        outcome -> assertThat(outcome.why()).isInstanceOf(AccessException.Unreachable.class));
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void signOut_fileThatOthersCanRead_isRemovedUnread() throws IOException {
        cached(CORP, Duration.ofHours(1), null);
        Files.setPosixFilePermissions(cache().tokenFile(CORP), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(logout().signOut(CORP)).isInstanceOf(SsoLogout.Outcome.HereOnly.class);
        assertThat(aws.requests).isEmpty();
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void signOut_tornFile_isRemoved() throws IOException {
        cached(CORP, Duration.ofHours(1), null);
        Files.writeString(cache().tokenFile(CORP), "{");

        assertThat(logout().signOut(CORP)).isEqualTo(new SsoLogout.Outcome.NotSignedIn());
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void signOut_interrupted_removesTheTokenEvenSo() throws Exception {
        cached(CORP, Duration.ofHours(1), null);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> logout().signOut(CORP)).isInstanceOf(AccessException.Interrupted.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
