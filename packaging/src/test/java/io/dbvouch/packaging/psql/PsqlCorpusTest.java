package io.dbvouch.packaging.psql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs scripts with psql and with the program that was built, as the same person in the same database, and compares. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class PsqlCorpusTest {
    private static final long PATIENCE_SECONDS = 120;
    private static final String TARGET = "sandbox";
    private static final int LEAST_CASES = 300;

    private final String program = Objects.requireNonNull(System.getProperty("dbvouch.program"), "dbvouch.program");
    private final Corpus corpus = new Corpus();
    private final Map<String, String> environment = new TreeMap<>();

    private Path here = Path.of("");

    private @Nullable Sandbox sandbox;

    /** What a program printed, and its exit code. */
    private record Printed(String out, String err, int code) {}

    @BeforeAll
    void signIn(@TempDir Path folder) throws Exception {
        here = folder;
        Sandbox started = Sandbox.start(SandboxOptions.defaults().withAutoApprove("arianna"));
        sandbox = started;
        corpus.copyTo(here.resolve("psql"));
        environment.putAll(started.environment());
        environment.put("HOME", here.toString());
        environment.put("XDG_STATE_HOME", here.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", here.resolve("cache").toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "UTC");
        environment.put("SHELL", "/bin/true");
        environment.put("PSQL_EDITOR", "sh psql/include/editor.sh");
        environment.put("PSQL_EDITOR_LINENUMBER_ARG", "+");
        Printed login = run(List.of(program, "login", "--device-code", "--no-browser", "--profile", TARGET));
        assertThat(login.code()).as(login.err()).isZero();
    }

    @AfterAll
    void close() throws IOException {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    List<String> same() throws IOException {
        return corpus.same();
    }

    List<String> differing() throws IOException {
        return corpus.differing();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("same")
    void script_runByBoth_printsTheSame(String name) throws Exception {
        String script = "psql/" + name;

        Printed expected = psql(script);
        Printed actual = dbvouch(script);

        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.err()).isEqualTo(expected.err());
        assertThat(actual.code()).isEqualTo(expected.code());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"LATIN1", "sql_ascii", "auto"})
    void script_inASessionThatBeginsWithAnotherEncoding_printsTheSame(String encoding) throws Exception {
        environment.put("PGCLIENTENCODING", encoding);
        try {
            script_runByBoth_printsTheSame("encodings.sql");
            script_runByBoth_printsTheSame("wide.sql");
        } finally {
            environment.remove("PGCLIENTENCODING");
        }
    }

    List<String> allowed() throws IOException {
        return corpus.allowed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allowed")
    void scriptWithPrograms_whereTheyAreAllowed_printsTheSame(String name) throws Exception {
        String script = "psql/allowed/" + name;
        Path plain = Path.of(Objects.requireNonNull(environment.get("DBVOUCH_CONFIG")));
        Path allowing = Files.writeString(
                here.resolve("allowing.toml"),
                Files.readString(plain).replace("[targets.sandbox]", "[targets.sandbox]\nallow_shell = true"));

        Printed expected = psql(script);
        Printed actual = run(List.of(program, "connect", TARGET, "--config", allowing.toString(), "-X", "-f", script));

        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.err()).isEqualTo(expected.err());
        assertThat(actual.code()).isEqualTo(expected.code());
    }

    @Test
    void logFile_ofBoth_isTheSame() throws Exception {
        String script = "psql/logged/logged.sql";

        Printed expected = run(List.of(program, "psql", TARGET, "-X", "-L", "log.psql", "-f", script));
        Printed actual = run(List.of(program, "connect", TARGET, "-X", "-L", "log.dbvouch", "-f", script));

        assertThat(actual).isEqualTo(expected);
        assertThat(text(here.resolve("log.dbvouch"))).isEqualTo(text(here.resolve("log.psql")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differing")
    void difference_thatIsListed_isOne(String name) throws Exception {
        String script = "psql/differs/" + name;

        assertThat(dbvouch(script)).as(Corpus.DIFFERENCES.get(name)).isNotEqualTo(psql(script));
    }

    @Test
    void differences_withTheirReasons_areAllOfThem() throws IOException {
        assertThat(corpus.differing()).containsExactlyInAnyOrderElementsOf(Corpus.DIFFERENCES.keySet());
    }

    @Test
    void corpus_asAWhole_isLargeEnough() throws IOException {
        assertThat(corpus.cases()).isGreaterThan(LEAST_CASES);
    }

    private Printed psql(String script) throws IOException, InterruptedException {
        return run(List.of(program, "psql", TARGET, "-X", "-f", script));
    }

    private Printed dbvouch(String script) throws IOException, InterruptedException {
        return run(List.of(program, "connect", TARGET, "-X", "-f", script));
    }

    private Printed run(List<String> line) throws IOException, InterruptedException {
        Path out = Files.createTempFile(here, "out", "");
        Path err = Files.createTempFile(here, "err", "");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(line))
                .directory(here.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            String children = process.descendants()
                    .map(each -> each.info().toString())
                    .toList()
                    .toString();
            process.destroyForcibly();
            throw new IllegalStateException("no end after " + PATIENCE_SECONDS + " s: " + line + "\nprinted: "
                    + text(out) + "\nsaid: " + text(err) + "\nprograms: " + children);
        }
        return new Printed(text(out), text(err), process.exitValue());
    }

    /** Byte by byte: not all of it is UTF-8. */
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
