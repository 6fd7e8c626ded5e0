package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.dbvouch.AccessException;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.identity.DeviceCode;
import io.dbvouch.identity.SignIn;
import io.dbvouch.identity.SignInFlow;
import io.dbvouch.identity.SignInPrompt;
import io.dbvouch.identity.SsoClients;
import io.dbvouch.identity.SsoLogin;
import io.dbvouch.identity.SsoLogout;
import io.dbvouch.identity.SsoTokenCache;
import io.dbvouch.identity.SsoTokens;
import io.dbvouch.ledger.EntryCursor;
import io.dbvouch.ledger.LedgerReader;
import io.dbvouch.role.AwsRoleAuthority;
import io.dbvouch.role.Profile;
import io.dbvouch.role.RoleSessions;
import io.dbvouch.sandbox.JournalEntry;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import io.dbvouch.target.TargetRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One person's machine: a home of its own, a ledger of its own, the company's sandbox. */
final class Desk implements AutoCloseable {
    private final Sandbox sandbox;
    private final Map<String, String> environment;
    private final Brokerage brokerage;
    private final int journalStart;

    /** A machine with these variables on top. */
    Desk(Sandbox sandbox, Path folder, Map<String, String> more) {
        this(sandbox, folder, more, InstantSource.system());
    }

    /** The same with a clock of its own. */
    Desk(Sandbox sandbox, Path folder, Map<String, String> more, InstantSource clock) {
        this.sandbox = sandbox;
        environment = new HashMap<>(sandbox.environment());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.putAll(more);
        journalStart = sandbox.journal().entries().size();
        brokerage = Brokerage.open(environment, clock, Samples.CLIENT, _ -> {});
    }

    Brokerage brokerage() {
        return brokerage;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Signs in as one of the company's people, with a code approved in a browser. It does not wait between polls. */
    SignIn signIn(String user) {
        Profile.PermissionSet profile =
                (Profile.PermissionSet) brokerage.profiles().profile("sandbox");
        Folders folders = Folders.of(environment);
        InstantSource clock = InstantSource.system();
        AwsClients aws = new AwsClients(environment, null);
        SsoClients clients = new SsoClients(aws);
        SsoTokenCache cache =
                new SsoTokenCache(folders.ssoCache(), folders.cache().resolve("locks"), _ -> {});
        return new SignInDesk(
                        brokerage.ledger(),
                        Samples.CLIENT,
                        new SsoLogin(cache, clients, clock, _ -> {}),
                        new SsoLogout(cache, clients),
                        new RoleSessions(
                                folders.cache(),
                                clock,
                                new SsoTokens(cache, clients, clock),
                                new AwsRoleAuthority(aws)))
                .signIn(profile.role().sso(), SignInFlow.DEVICE_CODE, new Approving(user));
    }

    private record Approving(String user) implements SignInPrompt {
        @Override
        public void openBrowser(URI page) {
            throw new IllegalStateException("no browser is to be opened");
        }

        @Override
        public void showDeviceCode(DeviceCode code) {
            String form = "user_code=" + URLEncoder.encode(code.userCode(), StandardCharsets.UTF_8) + "&user="
                    + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&allow=yes";
            try (HttpClient browser = HttpClient.newHttpClient()) {
                HttpResponse<String> page = browser.send(
                        HttpRequest.newBuilder(code.verificationUri())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (!page.body().contains("You are signed in")) {
                    throw new IllegalStateException("not approved: " + page.body());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    AccessBroker broker(Target target) {
        return brokerage.broker(target.aws().profile());
    }

    /** A target of the sandbox's configuration. */
    Target target(String name) {
        return target(name, TargetOptions.NONE);
    }

    Target target(String name, TargetOptions options) {
        return TargetRegistry.load(null, environment).find(name, options);
    }

    /** The tunnel's target, whose port in the configuration is that from before the cluster was moved by other tests. */
    Target tunnel() {
        return target(
                "sandbox-tunnel", new TargetOptions(null, null, null, port(), null, null, null, null, null, null));
    }

    /** Where the cluster listens now. */
    int port() {
        return brokerage.discover("sandbox", null).stream()
                .filter(cluster -> cluster.identifier().equals("sandbox-cluster"))
                .findFirst()
                .orElseThrow()
                .writer()
                .port();
    }

    AccessSession open(Target target) {
        return broker(target).open(new AccessRequest(target, null));
    }

    /** What comes of a session that is not to be. */
    AccessException refused(Target target) {
        AccessException e = catchThrowableOfType(AccessException.class, () -> open(target));
        assertThat(e).as("the refusal").isNotNull();
        return e;
    }

    /** The last entry says why, and nothing that is written or shown holds a token. */
    JsonObject recorded(AccessException e) {
        JsonObject last = last();
        assertThat(last.get("event").getAsString()).isEqualTo("session.refused");
        JsonObject failure = last.getAsJsonObject("failure");
        assertThat(failure.get("kind").getAsString()).isEqualTo(e.kind());
        assertThat(failure.get("message").getAsString()).isEqualTo(e.getMessage());
        assertThat(failure.getAsJsonObject("evidence").keySet())
                .isEqualTo(e.evidence().keySet());
        assertThat(last.has("session")).isTrue();
        assertThat(String.join("\n", lines()) + e.getMessage() + e.notes() + e.hints() + e.evidence())
                .doesNotContain("X-Amz");
        return last;
    }

    /** Besides: no token was made, and the server got none. */
    void nothingSent(AccessException e) {
        assertThat(recorded(e).has("token")).isFalse();
        assertThat(seen()).doesNotContain("cluster password-message", "cluster accepted");
    }

    /** Besides: the server was not even called. */
    void neverConnected(AccessException e) {
        nothingSent(e);
        assertThat(seen()).doesNotContain("cluster connected");
        assertThat(eventsAfterSignIn()).containsExactly("session.refused");
    }

    /** The first column of each row of each result. */
    static List<String> query(AccessSession session, String sql) throws Exception {
        List<String> values = new ArrayList<>();
        session.run(sql, new AccessSession.Reader() {
            @Override
            public void result(StatementResult result) {
                while (result.columns() != null && result.next()) {
                    values.add(String.valueOf(result.value(0)));
                }
            }

            @Override
            public void notice(ServerWords notice) {
                values.add("notice: " + notice.message());
            }
        });
        return values;
    }

    Path ledger() {
        return Folders.of(environment).ledger();
    }

    /** The ledger's lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        brokerage.ledger().seal();
        try (EntryCursor cursor = LedgerReader.open(ledger()).from(0)) {
            for (var entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                lines.add(entry.get().json());
            }
        }
        return lines;
    }

    List<JsonObject> entries() {
        return lines().stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    List<String> events() {
        return entries().stream().map(entry -> entry.get("event").getAsString()).toList();
    }

    /** What came after the sign-in and the role, which come first. */
    List<String> eventsAfterSignIn() {
        List<String> events = events();
        return events.subList(events.indexOf("role.assumed") + 1, events.size());
    }

    JsonObject last() {
        return entries().getLast();
    }

    /** What the sandbox saw since this desk was set up, as {@code service event}. */
    List<String> seen() {
        List<JournalEntry> all = sandbox.journal().entries();
        return all.subList(journalStart, all.size()).stream()
                .map(entry -> entry.service() + " " + entry.event())
                .toList();
    }

    @Override
    public void close() {
        brokerage.close();
    }
}
