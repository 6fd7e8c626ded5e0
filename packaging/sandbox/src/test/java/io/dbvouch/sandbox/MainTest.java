package io.dbvouch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as people run it: in processes of its own. */
class MainTest {
    private record Result(int code, String out, String err) {}

    @TempDir
    private Path temporary;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private ProcessBuilder program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_RUNTIME_DIR", temporary.toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    private Result run(String... arguments) throws Exception {
        Path out = Files.createTempFile(temporary, "out", "");
        Path err = Files.createTempFile(temporary, "err", "");
        Process process = program(arguments)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        started.add(process);
        return new Result(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    private Process up(ProcessBuilder.Redirect stdin, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up"));
        arguments.addAll(Arrays.asList(more));
        Process process = program(arguments.toArray(String[]::new))
                .redirectInput(stdin)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    private static ProcessBuilder.Redirect nothing() {
        return ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
    }

    private Path directory() throws IOException {
        return temporary.resolve("dbvouch-sandbox-" + Files.getAttribute(temporary, "unix:uid"));
    }

    @Test
    void help_ofEveryCommand_isOnStdout() throws Exception {
        for (String command : List.of("up", "env", "fault", "journal")) {
            Result help = run(command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).startsWith("Usage: sandbox " + command);
            assertThat(help.err()).isEmpty();
        }
    }

    @Test
    void usage_wrong_isTwo() throws Exception {
        assertThat(run("down").code()).isEqualTo(2);
        assertThat(run("up", "--fault", "nonsense").code()).isEqualTo(2);
        assertThat(run("up", "--token-lifetime", "0").code()).isEqualTo(2);
        assertThat(run("up", "--no-database", "--postgres", "/usr").code()).isEqualTo(2);
    }

    @Test
    void commands_withoutASandbox_sayWhatToDo() throws Exception {
        for (String command : List.of("env", "fault", "journal")) {
            Result result = run(command);
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("no sandbox runs in " + directory(), "sandbox up");
        }
    }

    @Test
    void sandbox_usedAndTerminated_leavesNothing() throws Exception {
        Process up = up(nothing(), "--no-database", "--auto-approve", "paola");
        Result env = run("env", "--wait", "60");
        assertThat(env.err()).isEmpty();
        assertThat(env.out()).startsWith("unset AWS_").contains("\nexport HOME='" + directory() + "/home'\n");
        assertThat(Environment.parse(run("env", "--format", "json").out()).shell())
                .isEqualTo(env.out());

        Result second = run("up", "--no-database");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains("already");

        assertThat(run("fault", "sso.500=2", "clock.skew=5").out())
                .isEqualTo("{\"faults\":[\"sso.500=2\",\"clock.skew=5\"]}\n");
        assertThat(run("fault", "nonsense").err()).contains("there is no fault \"nonsense\"");
        assertThat(run("fault", "--clear").out()).isEqualTo("{\"faults\":[]}\n");
        assertThat(run("journal").out().lines()).hasSize(3);

        up.destroy();
        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(directory()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "postmaster.pid", "aws-config", "sandbox.json"})
    void sandbox_terminatedWhileItStarts_leavesNothing(String until) throws Exception {
        Process up = up(nothing());
        while (up.isAlive() && !holds(directory(), until)) {
            Thread.onSpinWait();
        }
        assertThat(up.isAlive()).isTrue();

        up.destroy();

        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(directory()).doesNotExist();
        assertThat(postgres()).isEmpty();
    }

    /** Whether there is a file of this name, as far as can be seen while others come and go. */
    private static boolean holds(Path folder, String name) {
        try (Stream<Path> files = Files.walk(folder, 4)) {
            return files.anyMatch(file -> file.endsWith(name));
        } catch (IOException | UncheckedIOException changedMeanwhile) {
            return false;
        }
    }

    @Test
    void sandbox_withPipe_endsWhenItCloses() throws Exception {
        Process up = up(ProcessBuilder.Redirect.PIPE, "--no-database");
        assertThat(run("env", "--wait", "60").code()).isZero();
        up.getOutputStream().write("ignored\n".getBytes(StandardCharsets.UTF_8));
        up.getOutputStream().close();

        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isZero();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void sandbox_withPipeAndNoStdin_goesOn() throws Exception {
        Process up = up(ProcessBuilder.Redirect.PIPE, "--no-database", "--no-stdin");
        up.getOutputStream().close();

        assertThat(run("env", "--wait", "60").code()).isZero();
        assertThat(run("env").code()).isZero();
        assertThat(up.isAlive()).isTrue();
    }

    @Test
    void sandbox_killed_isCleanedUpByTheNext() throws Exception {
        Process killed = up(nothing());
        assertThat(run("env", "--wait", "120").code()).isZero();
        List<ProcessHandle> orphans = postgres();
        assertThat(orphans).isNotEmpty();
        Files.writeString(directory().resolve("left-over"), "x");
        killed.destroyForcibly().waitFor();
        assertThat(run("env").code()).isEqualTo(1);

        Process next = up(nothing(), "--no-database");

        assertThat(run("env", "--wait", "60").code()).isZero();
        assertThat(directory().resolve("left-over")).doesNotExist();
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);
        next.destroy();
        assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(directory()).doesNotExist();
    }

    /** The servers whose data are in this sandbox's directory. */
    private List<ProcessHandle> postgres() throws IOException {
        String directory = directory().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> Arrays.stream(arguments).anyMatch(text -> text.startsWith(directory)))
                        .orElse(false))
                .toList();
    }
}
