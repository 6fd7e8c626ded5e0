package io.dbvouch.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That clusters do not get into each other's way, and that nothing of them stays behind. */
final class ClusterTest {
    @TempDir
    Path directory;

    // Closing more than once is part of the test.
    @SuppressWarnings("try")
    @Test
    void clusters_inOneJvm_areWorldsApartAndLeaveNothingBehind() throws Exception {
        List<ProcessHandle> processes;
        try (TestCluster first = new TestCluster(Files.createDirectory(directory.resolve("first")));
                TestCluster second = new TestCluster(Files.createDirectory(directory.resolve("second")))) {
            assertThat(first.cluster.port()).isNotEqualTo(second.cluster.port());
            first.cluster.execute("create table only_here ()");
            assertThatThrownBy(() -> second.cluster.execute("table only_here"))
                    .hasMessage("ERROR 42P01: relation \"only_here\" does not exist");
            assertThatThrownBy(() -> second.connect("arianna", first.token("arianna")))
                    .hasMessage("FATAL: PAM authentication failed for user \"arianna\"");
            try (Connection connection = second.connect("arianna", second.token("arianna"))) {
                assertThat(TestCluster.ask(connection, "select 1")).isEqualTo("1");
            }
            processes = postgresProcesses(directory);
            assertThat(processes).hasSize(2).allMatch(ProcessHandle::isAlive);
            first.close();
            first.close();
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(filesBelow(directory)).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void start_onAPortThatIsTaken_failsAndLeavesNothingBehind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, Loopback.MAIN)) {
            ClusterSettings settings = new ClusterSettings(
                    directory.resolve("sandbox"),
                    directory.resolve("root.pem"),
                    null,
                    taken.getLocalPort(),
                    List.of(),
                    List.of(),
                    List.of());
            assertThatThrownBy(() -> Cluster.start(settings, (_, _, _, _) -> refused(), (_, _, _) -> {})
                            .close())
                    .isInstanceOf(IOException.class);
        }
        assertThat(filesBelow(directory)).isEmpty();
    }

    @Test
    void restart_afterTheEnd_isRefused() throws Exception {
        TestCluster test = new TestCluster(directory);
        test.close();

        assertThatThrownBy(() -> test.cluster.faults().restart())
                .isInstanceOf(IOException.class)
                .hasMessage("PostgreSQL is not started again: its cluster is closed");
        assertThat(filesBelow(directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "sixty-four-bytes-sixty-four-bytes-sixty-four-bytes-sixty-four-by"})
    void settings_withANameThatNoUserCanHave_areRefused(String name) {
        List<String> people = List.of(name);
        List<String> none = List.of();
        assertThatThrownBy(() -> new ClusterSettings(directory, directory, null, 0, people, none, none))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sigterm_afterTheStart_leavesNothingBehind() throws Exception {
        Process sandbox = launch();
        List<ProcessHandle> postgres;
        try (BufferedReader output = sandbox.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started");
            postgres = postgresProcesses(directory);
            assertThat(postgres).hasSize(1).allMatch(ProcessHandle::isAlive);

            sandbox.destroy();

            assertThat(sandbox.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            sandbox.destroyForcibly();
        }
        assertThat(postgres).noneMatch(ProcessHandle::isAlive);
        assertThat(filesBelow(directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/postgresql", "/data", "/data/PG_VERSION", "/postgres.log"})
    void sigterm_duringTheStart_leavesNothingBehind(String until) throws Exception {
        Process sandbox = launch();
        try {
            while (sandbox.isAlive() && filesBelow(directory).stream().noneMatch(file -> file.endsWith(until))) {
                Thread.onSpinWait();
            }
            assertThat(sandbox.isAlive()).isTrue();

            sandbox.destroy();

            assertThat(sandbox.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            sandbox.destroyForcibly();
        }
        assertThat(filesBelow(directory)).isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(command -> command.contains(directory.toString()));
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A JVM with a cluster in it. */
    static final class SandboxProcess {
        private SandboxProcess() {}

        public static void main(String[] arguments) throws Exception {
            try (TestCluster test = new TestCluster(Path.of(arguments[0]))) {
                System.out.println(test.cluster.port() > 0 ? "started" : "not started");
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    private static TokenCheck.Verdict refused() {
        return new TokenCheck.Verdict.Refused("nobody is let in");
    }

    private static List<ProcessHandle> postgresProcesses(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .map(ClusterTest::process)
                    .toList();
        }
    }

    private static ProcessHandle process(Path pidFile) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> filesBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> !file.equals(directory))
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException changedMeanwhile) {
            return List.of("a directory that changes");
        }
    }
}
