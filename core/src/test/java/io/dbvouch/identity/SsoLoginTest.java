package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import io.dbvouch.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SsoLoginTest extends SsoTest {
    @ParameterizedTest
    @EnumSource
    void signIn_again_reusesTheRegistration(SignInFlow flow) {
        login().signIn(CORP, flow, new TestPrompt());
        login().signIn(CORP, flow, new TestPrompt());

        assertThat(aws.times("client/register")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void signIn_registrationEndsIn15Minutes_registersAnew(SignInFlow flow) {
        login().signIn(CORP, flow, new TestPrompt());
        clock.advance(Duration.ofDays(90).minus(Duration.ofMinutes(16)));
        login().signIn(CORP, flow, new TestPrompt());
        assertThat(aws.times("client/register")).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        login().signIn(CORP, flow, new TestPrompt());
        assertThat(aws.times("client/register")).isEqualTo(2);
    }

    @Test
    void signIn_registrationOfTheOtherFlow_registersAnew() {
        login().signIn(CORP, SignInFlow.BROWSER, new TestPrompt());
        login().signIn(CORP, SignInFlow.DEVICE_CODE, new TestPrompt());
        login().signIn(CORP, SignInFlow.BROWSER, new TestPrompt());

        assertThat(aws.times("client/register")).isEqualTo(3);
    }

    @Test
    void signIn_registrationUnknownAtDeviceAuthorization_isMadeAnewOnce() {
        login().signIn(CORP, SignInFlow.DEVICE_CODE, new TestPrompt());
        aws.clients.clear();
        TestPrompt prompt = new TestPrompt();

        login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt);

        assertThat(aws.times("client/register")).isEqualTo(2);
        assertThat(prompt.seen).hasSize(1);
    }

    @Test
    void signIn_registrationUnknownWhenTheCodeIsExchanged_personIsAskedOnceMore() {
        login().signIn(CORP, SignInFlow.BROWSER, new TestPrompt());
        aws.answer("token", FakeIdentityCenter.INVALID_CLIENT);
        TestPrompt prompt = new TestPrompt();

        login().signIn(CORP, SignInFlow.BROWSER, prompt);

        assertThat(prompt.seen).containsExactly("browser /authorize", "browser /authorize");
        assertThat(aws.times("client/register")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void signIn_newRegistrationUnknownToo_fails(SignInFlow flow) throws IOException {
        aws.answer("token", FakeIdentityCenter.INVALID_CLIENT);

        assertThatThrownBy(() -> login().signIn(CORP, flow, new TestPrompt()))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessageContaining("does not know the client it has just registered");
        assertThat(aws.times("client/register")).isEqualTo(1);
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void signIn_registrationTorn_isMadeAnew() throws IOException {
        login().signIn(CORP, SignInFlow.DEVICE_CODE, new TestPrompt());
        Path file = home.resolve(".aws/sso/cache/c6a06e42182fb324db02aec3d36dc183754bc04e.json");
        Files.writeString(file, "{\"clientId\": \"clie");

        login().signIn(CORP, SignInFlow.DEVICE_CODE, new TestPrompt());

        assertThat(aws.times("client/register")).isEqualTo(2);
        assertThat(notes).containsExactly(file + " holds no client registration: ignored");
    }

    @Test
    void signIn_overTokenThatOthersCanRead_replacesIt() throws IOException {
        cached(CORP, Duration.ofHours(1), null);
        Files.setPosixFilePermissions(cache().tokenFile(CORP), PosixFilePermissions.fromString("rw-r--r--"));

        login().signIn(CORP, SignInFlow.DEVICE_CODE, new TestPrompt());

        assertThat(tokens().current(CORP).accessToken()).isEqualTo(Secret.of("access-2"));
    }

    @Test
    void signIn_registrationRefused_nothingIsCached() throws IOException {
        aws.answer("client/register", FakeIdentityCenter.Canned.error("InvalidScopeException", "invalid_scope"));

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.BROWSER, new TestPrompt()))
                .isInstanceOf(AccessException.BadConfiguration.class)
                .hasMessageContaining("invalid_scope");
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void signIn_whileSignedIn_isANewOne() {
        cached(CORP, Duration.ofHours(1), "refresh-0");

        assertThat(login().signIn(CORP, SignInFlow.BROWSER, new TestPrompt()).accessToken())
                .isNotEqualTo(Secret.of("access-0"));
    }

    @Test
    void signIn_threadsAtOnce_askThePersonOnce() throws Exception {
        TestPrompt prompt = new TestPrompt();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SignIn>> all;
            try (ProcessLock _ = cache().lockSignIn(CORP, Duration.ofSeconds(1))) {
                all = Stream.generate(() -> threads.submit(() -> login().signIn(CORP, SignInFlow.BROWSER, prompt)))
                        .limit(5)
                        .toList();
                while (prompt.seen.size() < 5) {
                    Thread.onSpinWait();
                }
            }
            for (Future<SignIn> each : all) {
                assertThat(each.get().accessToken()).isEqualTo(Secret.of("access-3"));
            }
        }

        assertThat(prompt.seen).containsOnlyOnce("browser /authorize").contains("other");
        assertThat(aws.requests).containsExactly("client/register", "authorize", "token authorization_code");
    }

    @Test
    void signIn_otherProcessGivesUp_personIsAskedHere() throws Exception {
        TestPrompt prompt = new TestPrompt();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<SignIn> waiting;
            try (ProcessLock _ = cache().lockSignIn(CORP, Duration.ofSeconds(1))) {
                waiting = threads.submit(() -> login().signIn(CORP, SignInFlow.BROWSER, prompt));
                while (prompt.seen.isEmpty()) {
                    Thread.onSpinWait();
                }
            }
            assertThat(waiting.get().accessToken()).isEqualTo(Secret.of("access-3"));
        }
        assertThat(prompt.seen).containsExactly("other", "browser /authorize");
    }

    @Test
    void records_holdingSecrets_doNotShowThem() {
        SsoToken token = cached(CORP, Duration.ofHours(1), "refresh-0");
        SignIn signIn = tokens().current(CORP);

        assertThat(token + " " + signIn + " " + token.registration())
                .doesNotContain("access-0", "refresh-0", "client-0-secret");
    }
}
