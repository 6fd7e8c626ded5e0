package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import io.dbvouch.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsoTokensTest extends SsoTest {
    private static final String REFRESH = "token refresh_token";

    @Test
    void current_notSignedIn_signInIsNeeded() throws IOException {
        AccessException needed = catchThrowableOfType(AccessException.class, () -> tokens().current(CORP));

        assertThat(needed)
                .isInstanceOf(AccessException.SignInNeeded.class)
                .hasMessage("not signed in to sso-session \"corp\"");
        assertThat(needed.hints()).containsExactly("dbvouch login --sso-session corp");
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void current_notSignedInToLegacyProfile_namesTheStartUrlAndTheProfile() {
        AccessException needed = catchThrowableOfType(AccessException.class, () -> tokens().current(LEGACY));

        assertThat(needed).hasMessage("not signed in to https://d-1234567890.awsapps.com/start");
        assertThat(needed.hints()).containsExactly("dbvouch login --profile old");
    }

    @Test
    void current_tokenForAnother15Minutes_isGivenWithoutAsking() {
        cached(CORP, Duration.ofMinutes(15), "refresh-0");

        assertThat(tokens().current(CORP))
                .isEqualTo(
                        new SignIn(CORP, Secret.of("access-0"), clock.instant().plus(Duration.ofMinutes(15))));
        assertThat(aws.requests).isEmpty();
    }

    @Test
    void current_tokenThatCannotBeRefreshed_isGivenToTheEnd() {
        cached(LEGACY, Duration.ofSeconds(1), null);

        assertThat(tokens().current(LEGACY).accessToken()).isEqualTo(Secret.of("access-0"));
    }

    @Test
    void current_tokenAboutToEnd_isRefreshed() {
        cached(CORP, Duration.ofMinutes(14), "refresh-0");

        SignIn signIn = tokens().current(CORP);

        assertThat(signIn)
                .isEqualTo(
                        new SignIn(CORP, Secret.of("access-1"), clock.instant().plus(Duration.ofHours(1))));
        assertThat(tokens().current(CORP)).isEqualTo(signIn);
        assertThat(aws.requests).containsExactly(REFRESH);
    }

    @Test
    void current_tokenEnded_isRefreshedAgainAndAgain() {
        cached(CORP, Duration.ofHours(-3), "refresh-0");
        for (int i = 1; i <= 3; i++) {
            assertThat(tokens().current(CORP).accessToken()).isEqualTo(Secret.of("access-" + i));
            clock.advance(Duration.ofMinutes(61));
        }
        assertThat(aws.times(REFRESH)).isEqualTo(3);
    }

    @Test
    void current_refreshWithoutNewRefreshToken_keepsTheOldOne() {
        aws.rotates = false;
        cached(CORP, Duration.ofHours(-3), "refresh-0");

        tokens().current(CORP);
        clock.advance(Duration.ofMinutes(61));

        assertThat(tokens().current(CORP).accessToken()).isEqualTo(Secret.of("access-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant", "expired", "denied", "client"})
    void current_refreshRefused_signInIsNeeded(String how) {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        aws.answer("token", refusal(how));

        AccessException needed = catchThrowableOfType(AccessException.class, () -> tokens().current(CORP));

        assertThat(needed)
                .isInstanceOf(AccessException.SignInNeeded.class)
                .hasMessage("sign-in for sso-session \"corp\" expired 2 h ago");
        assertThat(needed.evidence())
                .containsEntry("expired", "2026-11-22T08:15:30Z")
                .containsKey("refresh");
        assertThat(needed.hints()).containsExactly("dbvouch login --sso-session corp");
        assertThat(aws.requests).containsExactly(REFRESH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant", "expired", "denied", "client", "broken", "busy", "garbage"})
    void current_refreshFailsButTokenStillHolds_isGiven(String how) {
        cached(CORP, Duration.ofMinutes(2), "refresh-0");
        FakeIdentityCenter.Canned answer = refusal(how);
        aws.answer("token", answer, answer, answer);

        assertThat(tokens().current(CORP).accessToken()).isEqualTo(Secret.of("access-0"));
    }

    @Test
    void current_registrationOver_signInIsNeededWithoutAsking() {
        SsoToken token = cached(CORP, Duration.ofDays(-31), "refresh-0");
        assertThat(token.registration()).isNotNull();
        clock.advance(Duration.ofDays(30));

        assertThatThrownBy(() -> tokens().current(CORP))
                .isInstanceOf(AccessException.SignInNeeded.class)
                .hasMessage("sign-in for sso-session \"corp\" expired 61 days ago");
        assertThat(aws.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "busy"})
    void current_serviceNotAble_isRetriedThenUnreachable(String how) {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        FakeIdentityCenter.Canned answer = refusal(how);
        aws.answer("token", answer, answer, answer, answer, answer);

        assertThatThrownBy(() -> tokens().current(CORP))
                .isInstanceOf(AccessException.Unreachable.class)
                .hasMessage("IAM Identity Center is not able to answer CreateToken: HTTP " + answer.status());
        assertThat(aws.times(REFRESH)).isEqualTo(3);
    }

    @Test
    void current_serviceNotAbleAtFirst_isRetried() {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        aws.answer("token", FakeIdentityCenter.BROKEN, FakeIdentityCenter.TOO_MANY);

        assertThat(tokens().current(CORP).accessToken()).isEqualTo(Secret.of("access-1"));
    }

    @Test
    void current_serviceGone_isUnreachable() {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        aws.close();

        assertThatThrownBy(() -> tokens().current(CORP))
                .isInstanceOf(AccessException.Unreachable.class)
                .hasMessageContaining("cannot reach IAM Identity Center in eu-west-1: ");
    }

    @Test
    void current_interruptedWhileTheServiceIsSilent_saysSoAtOnceAndLetsGoOfTheLock() throws Exception {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        aws.answer("token", FakeIdentityCenter.NONE);
        CompletableFuture<AccessException> thrown = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                tokens().current(CORP);
            } catch (AccessException e) {
                thrown.complete(e);
            }
        });
        while (aws.requests.isEmpty()) {
            Thread.onSpinWait();
        }

        waiting.interrupt();
        waiting.join();

        assertThat(thrown.get()).isInstanceOf(AccessException.Interrupted.class);
        assertThat(tokens().current(CORP).accessToken()).isEqualTo(Secret.of("access-1"));
    }

    @Test
    void current_noPlaceForLocksButTokenStillHolds_isGiven() throws IOException {
        cached(CORP, Duration.ofMinutes(2), "refresh-0");
        Files.writeString(home.resolve(".cache"), "a file");

        assertThat(tokens().current(CORP).accessToken()).isEqualTo(Secret.of("access-0"));
    }

    @Test
    void current_noPlaceForLocksAndTokenEnded_fails() throws IOException {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        Files.writeString(home.resolve(".cache"), "a file");

        assertThatThrownBy(() -> tokens().current(CORP))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessageContaining("cannot make " + home.resolve(".cache/dbvouch/locks"));
        assertThat(aws.requests).isEmpty();
    }

    @Test
    void current_plainAnswerWhereTlsIsExpected_isRefused() throws IOException {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answerPlainly(server));
            URI https = URI.create("https://127.0.0.1:" + server.getLocalPort());

            assertThatThrownBy(() -> new SsoTokens(cache(), FakeIdentityCenter.clients(https), clock).current(CORP))
                    .isInstanceOf(AccessException.TlsRefused.class)
                    .hasMessageContaining("no secure connection to IAM Identity Center in eu-west-1: ");
        }
    }

    private static void answerPlainly(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void current_hostUnknown_isUnreachable() {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        URI nowhere = URI.create("https://oidc.invalid");

        assertThatThrownBy(() -> new SsoTokens(cache(), FakeIdentityCenter.clients(nowhere), clock).current(CORP))
                .isInstanceOf(AccessException.Unreachable.class)
                .hasMessageContaining("no such host oidc.invalid");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void current_tokenThatNeverHeld_fails(int expiresIn) {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        aws.answer(
                "token",
                new FakeIdentityCenter.Canned(200, null, "{\"accessToken\":\"a\",\"expiresIn\":" + expiresIn + "}"));

        assertThatThrownBy(() -> tokens().current(CORP))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessageContaining("is incomplete");
    }

    @Test
    void current_answerOfSomethingInBetween_failsWithItsStatus() {
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        aws.answer("token", new FakeIdentityCenter.Canned(403, null, "<html>Blocked by your proxy</html>"));

        AccessException failed = catchThrowableOfType(AccessException.class, () -> tokens().current(CORP));

        assertThat(failed)
                .isInstanceOf(AccessException.Failed.class)
                .hasMessage("IAM Identity Center refuses CreateToken: HTTP 403");
        assertThat(failed.evidence()).containsEntry("status", "403");
    }

    @Test
    void current_garbage_failsAndLeavesTheCacheAlone() {
        SsoToken before = cached(CORP, Duration.ofHours(-2), "refresh-0");
        aws.answer("token", FakeIdentityCenter.GARBAGE, FakeIdentityCenter.GARBAGE, FakeIdentityCenter.GARBAGE);

        assertThatThrownBy(() -> tokens().current(CORP)).isInstanceOf(AccessException.Failed.class);
        assertThat(cache().token(CORP).orElseThrow().refreshToken()).isEqualTo(before.refreshToken());
    }

    @Test
    void current_clientUnknown_forgetsTheRegistration() throws IOException {
        cache().save(CORP, client("client-0", Duration.ofDays(30)));
        cached(CORP, Duration.ofHours(-2), "refresh-0");
        aws.clients.clear();

        assertThatThrownBy(() -> tokens().current(CORP)).isInstanceOf(AccessException.SignInNeeded.class);
        assertThat(cacheFiles()).containsExactly("ee0bfd2552fbd840c02cc48b6e823320543c450f.json");
    }

    @Test
    void current_othersCanReadTheToken_isRefusedWithTheRemedy() throws IOException {
        cached(CORP, Duration.ofHours(1), "refresh-0");
        Path file = cache().tokenFile(CORP);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        AccessException refusal = catchThrowableOfType(AccessException.class, () -> tokens().current(CORP));

        assertThat(refusal).isInstanceOf(AccessException.BadConfiguration.class);
        assertThat(refusal.hints()).containsExactly("chmod 600 " + file);
    }

    @Test
    void current_anotherProcessIsRefreshingAndTokenStillHolds_isGivenWithoutWaiting() {
        cached(CORP, Duration.ofMinutes(2), "refresh-0");

        try (ProcessLock _ = cache().lock(CORP, Duration.ofSeconds(1))) {
            assertThat(tokens().current(CORP).accessToken()).isEqualTo(Secret.of("access-0"));
        }
        assertThat(aws.requests).isEmpty();
    }

    @Test
    void current_threadsAtOnceWithTokenEnded_refreshOnce() throws Exception {
        cached(CORP, Duration.ofHours(-2), "refresh-0");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SignIn>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(threads.submit(() -> tokens().current(CORP)));
            }
            for (Future<SignIn> each : all) {
                assertThat(each.get().accessToken()).isEqualTo(Secret.of("access-1"));
            }
        }

        assertThat(aws.times(REFRESH)).isEqualTo(1);
    }

    @Test
    void ended_saysWhereAndWhatToDo() {
        AccessException.SignInNeeded ended = SsoTokens.ended(CORP, null);

        assertThat(ended).hasMessage("sign-in for sso-session \"corp\" was ended at IAM Identity Center");
        assertThat(ended.hints()).containsExactly("dbvouch login --sso-session corp");
    }

    private static FakeIdentityCenter.Canned refusal(String how) {
        return switch (how) {
            case "grant" -> FakeIdentityCenter.INVALID_GRANT;
            case "expired" -> FakeIdentityCenter.EXPIRED;
            case "denied" -> FakeIdentityCenter.DENIED;
            case "client" -> FakeIdentityCenter.INVALID_CLIENT;
            case "broken" -> FakeIdentityCenter.BROKEN;
            case "busy" -> FakeIdentityCenter.TOO_MANY;
            case "garbage" -> FakeIdentityCenter.GARBAGE;
            default -> throw new IllegalArgumentException(how);
        };
    }
}
