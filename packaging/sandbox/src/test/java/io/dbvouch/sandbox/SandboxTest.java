package io.dbvouch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    private static final SandboxOptions QUICK = SandboxOptions.defaults().withoutDatabase();

    @TempDir
    private Path temporary;

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> send(Sandbox sandbox, String method, String what, String type, String body)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(sandbox.uri().resolve("/_sandbox/" + what))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", type)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void start_several_doNotMeet_andLeaveNothing() throws Exception {
        Path first;
        Path second;
        try (Sandbox one = Sandbox.start(QUICK.withAutoApprove("arianna"));
                Sandbox two = Sandbox.start(QUICK.withAutoApprove("paola"))) {
            first = one.directory();
            second = two.directory();
            new Aws(one).signIn();
            assertThat(one.journal().count("oidc", "CreateToken")).isEqualTo(1);
            assertThat(two.journal().entries()).isEmpty();
            assertThat(first).isNotEqualTo(second).isDirectory();
        }
        assertThat(first).doesNotExist();
        assertThat(second).doesNotExist();
    }

    @Test
    void environment_pointsAtPrivateFiles_underItsDirectory() throws Exception {
        try (Sandbox sandbox = Sandbox.start(QUICK.withDirectory(temporary.resolve("box")))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sandbox.directory())))
                    .isEqualTo("rwx------");
            for (String name : List.of("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "DBVOUCH_CONFIG")) {
                Path file = Path.of(sandbox.environment().getOrDefault(name, ""));
                assertThat(file).isRegularFile().startsWith(sandbox.directory());
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
            for (String name : List.of("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")) {
                assertThat(Path.of(sandbox.environment().getOrDefault(name, "")))
                        .isEmptyDirectory()
                        .startsWith(sandbox.directory());
            }
            assertThat(sandbox.unset())
                    .contains("AWS_PROFILE", "PGHOST")
                    .doesNotContainAnyElementsOf(sandbox.environment().keySet());
        }
    }

    @Test
    void directory_takenOrNotASandboxes_isRefusedAndLeftAlone() throws Exception {
        Path taken = temporary.resolve("taken");
        Path mine = Files.createDirectory(temporary.resolve("mine"));
        Path file = Files.writeString(mine.resolve("thesis.txt"), "all of it");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), mine);
        try (Sandbox sandbox = Sandbox.start(QUICK.withDirectory(taken))) {
            assertThatExceptionOfType(SandboxException.class)
                    .isThrownBy(() -> Sandbox.start(QUICK.withDirectory(taken)))
                    .withMessageContaining("already");
            assertThat(sandbox.directory().resolve("aws-config")).exists();
        }
        for (Path refused : List.of(mine, link, file)) {
            assertThatExceptionOfType(SandboxException.class)
                    .isThrownBy(() -> Sandbox.start(QUICK.withDirectory(refused)));
        }
        assertThat(file).hasContent("all of it");
    }

    /** The end of the JVM interrupts a start: it is over soon, or fails, but is not left half done. */
    @Test
    void start_interrupted_isWholeAndLeavesNothing() throws Exception {
        Path box = temporary.resolve("box");

        Thread.currentThread().interrupt();
        try (Sandbox sandbox = Sandbox.start(QUICK.withDirectory(box))) {
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            assertThat(sandbox.directory().resolve(Sandbox.STATE_FILE)).exists();
        }

        assertThat(box).doesNotExist();
    }

    @Test
    void options_thatDoNotFit_areRefused() {
        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> Sandbox.start(QUICK.withAutoApprove("nobody")))
                .withMessageContaining("nobody");
        assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> Sandbox.start(QUICK.withUser("arianna")));
        assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> Sandbox.start(QUICK.withUser("")));
        Path directory = temporary.resolve("box");
        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> Sandbox.start(QUICK.withDirectory(directory).withFault("cluster.moved")));
        assertThat(directory).doesNotExist();
    }

    @Test
    void admin_faults_areAddedShownAndCleared() throws Exception {
        try (Sandbox sandbox = Sandbox.start(QUICK.withFault("oidc.pending=3"))) {
            assertThat(send(sandbox, "POST", "faults", "application/json", "{\"faults\":[\"sso.500=2\"]}")
                            .body())
                    .contains("oidc.pending=3", "sso.500=2");
            assertThat(send(sandbox, "POST", "faults", "application/x-www-form-urlencoded", "fault=clock.skew%3D9")
                            .body())
                    .contains("clock.skew=9");
            for (String wrong :
                    List.of("{}", "[]", "{\"faults\":[{}]}", "{\"faults\":[]}", "{\"faults\":[\"x\"]}", "{")) {
                assertThat(send(sandbox, "POST", "faults", "application/json", wrong)
                                .statusCode())
                        .as(wrong)
                        .isEqualTo(400);
            }
            assertThat(sandbox.faults().standing()).hasSize(3);
            assertThat(send(sandbox, "DELETE", "faults", "text/plain", "").body())
                    .isEqualTo("{\"faults\":[]}\n");
            assertThat(send(sandbox, "GET", "journal", "text/plain", "").body().lines())
                    .hasSize(3)
                    .allMatch(line -> line.startsWith("{\"time\":"));
            assertThat(send(sandbox, "GET", "nothing", "text/plain", "").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void admin_fromAnotherSite_isRefused() throws Exception {
        try (Sandbox sandbox = Sandbox.start(QUICK)) {
            for (Map.Entry<String, String> header : Map.of(
                            "Origin", "http://evil.example",
                            "Referer", "http://evil.example/page")
                    .entrySet()) {
                URI faults = sandbox.uri().resolve("/_sandbox/faults");
                HttpResponse<String> response = http.send(
                        HttpRequest.newBuilder(faults)
                                .POST(BodyPublishers.ofString("fault=all.500"))
                                .header(header.getKey(), header.getValue())
                                .build(),
                        BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(403);
            }
            assertThat(sandbox.faults().standing()).isEmpty();
        }
    }
}
