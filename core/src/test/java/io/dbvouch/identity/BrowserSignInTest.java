package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonParser;
import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BrowserSignInTest extends SsoTest {
    @Test
    void signIn_personAgrees_givesAndCachesTheToken() throws Exception {
        TestPrompt prompt = new TestPrompt();

        SignIn signIn = login().signIn(CORP, SignInFlow.BROWSER, prompt);

        assertThat(signIn)
                .isEqualTo(
                        new SignIn(CORP, Secret.of("access-3"), clock.instant().plus(Duration.ofHours(1))));
        assertThat(tokens().current(CORP)).isEqualTo(signIn);
        assertThat(aws.requests).containsExactly("client/register", "authorize", "token authorization_code");
        assertThat(prompt.seen).containsExactly("browser /authorize");
        assertThat(prompt.left).first().isEqualTo(Duration.ofMinutes(10));
        HttpResponse<String> page = prompt.page.get();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Signed in</h1>").contains("sso-session &quot;corp&quot;");
    }

    @Test
    void signIn_writesTheFilesOfTheAwsCli() throws IOException {
        login().signIn(CORP, SignInFlow.BROWSER, new TestPrompt());

        assertThat(cacheFiles())
                .containsExactly(
                        "c6a06e42182fb324db02aec3d36dc183754bc04e.json",
                        "ee0bfd2552fbd840c02cc48b6e823320543c450f.json");
        assertThat(JsonParser.parseString(
                        Files.readString(home.resolve(".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"))))
                .isEqualTo(JsonParser.parseString("""
                    {"startUrl": "https://d-1234567890.awsapps.com/start", "region": "eu-west-1",
                     "accessToken": "access-3", "expiresAt": "2026-11-22T11:15:30Z",
                     "clientId": "client-1", "clientSecret": "secret-1",
                     "registrationExpiresAt": "2027-02-20T10:15:30Z", "refreshToken": "refresh-3"}
                    """));
        assertThat(JsonParser.parseString(
                        Files.readString(home.resolve(".aws/sso/cache/c6a06e42182fb324db02aec3d36dc183754bc04e.json"))))
                .isEqualTo(JsonParser.parseString("""
                    {"clientId": "client-1", "clientSecret": "secret-1", "expiresAt": "2027-02-20T10:15:30Z",
                     "scopes": ["sso:account:access"], "grantTypes": ["authorization_code", "refresh_token"]}
                    """));
    }

    @Test
    void signIn_registersAsTheAwsCliDoes() {
        login().signIn(CORP, SignInFlow.BROWSER, new TestPrompt());

        assertThat(aws.bodies.getFirst()).isEqualTo(JsonParser.parseString("""
            {"clientName": "dbvouch-corp", "clientType": "public", "scopes": ["sso:account:access"],
             "redirectUris": ["http://127.0.0.1/oauth/callback"],
             "grantTypes": ["authorization_code", "refresh_token"],
             "issuerUrl": "https://d-1234567890.awsapps.com/start"}
            """));
    }

    @Test
    void signIn_authorizeRequest_isNewEachTimeAndHasNoBlanksAsPlus() {
        SsoSession two = SsoSession.named("two", START_URL, "eu-west-1", "sso:account:access, a:b");
        TestPrompt refuse = new TestPrompt((_, address) -> {
            TestPrompt.get(TestPrompt.callback(address, "error=access_denied&state=STATE"));
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> login().signIn(two, SignInFlow.BROWSER, refuse))
                    .isInstanceOf(AccessException.Denied.class);
        }

        assertThat(refuse.addresses.get(1).toString())
                .startsWith(
                        aws.uri() + "/authorize?response_type=code&client_id=client-1&redirect_uri=http%3A%2F%2F127.0")
                .contains("&scopes=sso%3Aaccount%3Aaccess%20a%3Ab&");
        Map<String, String> one =
                FakeIdentityCenter.query(refuse.addresses.get(0).getRawQuery());
        Map<String, String> other =
                FakeIdentityCenter.query(refuse.addresses.get(1).getRawQuery());
        assertThat(one.get("state")).hasSize(43).isNotEqualTo(other.get("state"));
        assertThat(one.get("code_challenge")).hasSize(43).isNotEqualTo(other.get("code_challenge"));
    }

    @Test
    void signIn_strangersAndEarlierAttempts_areRefusedAndTheWaitGoesOn() throws Exception {
        CompletableFuture<List<Integer>> statuses = new CompletableFuture<>();
        TestPrompt prompt = new TestPrompt((person, address) -> {
            statuses.complete(List.of(
                    TestPrompt.get(TestPrompt.callback(address, "code=stolen&state=wrong"))
                            .statusCode(),
                    TestPrompt.get(TestPrompt.callback(address, "code=stolen")).statusCode(),
                    TestPrompt.get(TestPrompt.callback(address, "error=access_denied"))
                            .statusCode(),
                    TestPrompt.get(TestPrompt.callback(address, "error=access_denied&state="))
                            .statusCode()));
            person.follow(address);
        });

        SignIn signIn = login().signIn(CORP, SignInFlow.BROWSER, prompt);

        assertThat(signIn.accessToken()).isEqualTo(Secret.of("access-3"));
        assertThat(statuses.get()).containsOnly(400);
        assertThat(aws.times("token authorization_code")).isEqualTo(1);
    }

    @Test
    void signIn_strangersOnly_personIsToldAndItEndsInTime() {
        TestPrompt prompt =
                new TestPrompt(
                        (_, address) -> TestPrompt.get(TestPrompt.callback(address, "code=stolen&state=wrong"))) {
                    @Override
                    public void refusedCallback(int times) {
                        super.refusedCallback(times);
                        clock.advance(Duration.ofMinutes(10));
                    }
                };

        AccessException late =
                catchThrowableOfType(AccessException.class, () -> login().signIn(CORP, SignInFlow.BROWSER, prompt));

        assertThat(late)
                .isInstanceOf(AccessException.SignInNeeded.class)
                .hasMessage("sign-in for sso-session \"corp\" was not completed within 10 minutes");
        assertThat(late.evidence()).containsEntry("refused callbacks", "1");
        assertThat(late.hints())
                .containsExactly("dbvouch login --sso-session corp", "dbvouch login --sso-session corp --device-code");
        assertThat(prompt.seen).containsExactly("browser /authorize", "refused 1");
        assertThat(aws.requests).doesNotContain("token authorization_code");
    }

    @Test
    void signIn_nobodyComes_forgetsTheRegistrationThatThePageMayNotHaveKnown() throws IOException {
        TestPrompt prompt = new TestPrompt((_, address) -> clock.advance(Duration.ofMinutes(10)));

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.BROWSER, prompt))
                .isInstanceOf(AccessException.SignInNeeded.class);
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void signIn_personRefuses_isDeniedAndThePageSaysSo() throws Exception {
        TestPrompt prompt = new TestPrompt((person, address) -> person.follow(TestPrompt.callback(
                address, "error=access_denied&error_description=%3Cscript%3E%1B%5B2J&state=STATE")));

        AccessException denied =
                catchThrowableOfType(AccessException.class, () -> login().signIn(CORP, SignInFlow.BROWSER, prompt));

        assertThat(denied)
                .isInstanceOf(AccessException.Denied.class)
                .hasMessage("sign-in for sso-session \"corp\" was refused: access_denied: <script>\uFFFD[2J");
        assertThat(prompt.page.get().body()).contains("&lt;script&gt;").doesNotContain("<script>", "\u001b");
    }

    @Test
    void signIn_serverError_failsWithItsCode() {
        TestPrompt prompt = new TestPrompt(
                (_, address) -> TestPrompt.get(TestPrompt.callback(address, "error=server_error&state=STATE")));

        AccessException failed =
                catchThrowableOfType(AccessException.class, () -> login().signIn(CORP, SignInFlow.BROWSER, prompt));

        assertThat(failed).isInstanceOf(AccessException.Failed.class);
        assertThat(failed.evidence()).containsEntry("error", "server_error");
    }

    @Test
    void signIn_codeThatTheServerDoesNotKnow_isRefusedAndThePageSaysSo() throws Exception {
        TestPrompt prompt = new TestPrompt(
                (person, address) -> person.follow(TestPrompt.callback(address, "code=code-1&state=STATE")));

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.BROWSER, prompt))
                .isInstanceOf(AccessException.SignInNeeded.class)
                .hasMessageContaining("invalid_grant, says the server");
        assertThat(prompt.page.get().body()).contains("<h1>Not signed in</h1>");
        assertThatThrownBy(() -> tokens().current(CORP)).isInstanceOf(AccessException.SignInNeeded.class);
    }

    @Test
    void signIn_interrupted_saysSoAndClosesThePort() throws Exception {
        CompletableFuture<URI> address = new CompletableFuture<>();
        CompletableFuture<AccessException> thrown = new CompletableFuture<>();
        Thread signingIn = Thread.ofPlatform().start(() -> {
            try {
                login().signIn(CORP, SignInFlow.BROWSER, new TestPrompt((_, page) -> address.complete(page)));
            } catch (AccessException e) {
                thrown.complete(e);
            }
        });
        URI redirect =
                URI.create(FakeIdentityCenter.query(address.get().getRawQuery()).get("redirect_uri"));

        signingIn.interrupt();
        signingIn.join();

        assertThat(thrown.get()).isInstanceOf(AccessException.Interrupted.class);
        assertThatThrownBy(() -> connect(redirect)).isInstanceOf(ConnectException.class);
    }

    @Test
    void signIn_promptFails_closesThePort() {
        TestPrompt prompt = new TestPrompt() {
            @Override
            public void openBrowser(URI address) {
                super.addresses.add(address);
                throw new IllegalStateException("no terminal");
            }
        };

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.BROWSER, prompt))
                .hasMessage("no terminal");
        URI redirect =
                URI.create(FakeIdentityCenter.query(prompt.addresses.getFirst().getRawQuery())
                        .get("redirect_uri"));
        assertThatThrownBy(() -> connect(redirect)).isInstanceOf(ConnectException.class);
    }

    private static void connect(URI address) throws IOException {
        new Socket(address.getHost(), address.getPort()).close();
    }
}
