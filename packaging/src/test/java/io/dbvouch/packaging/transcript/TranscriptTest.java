package io.dbvouch.packaging.transcript;

import io.dbvouch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every transcript against the built program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TranscriptTest {
    private final Path program = Path.of(property("dbvouch.program"));
    private final Path folder = Path.of(property("dbvouch.transcripts"));
    private final Sandboxes sandboxes = new Sandboxes();

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    List<String> names() throws IOException {
        String wanted = System.getProperty("transcript", "");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt") && name.startsWith(wanted))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    @Execution(ExecutionMode.CONCURRENT)
    void play(String name, @TempDir Path here, @TempDir Path outputs) throws Exception {
        Path file = folder.resolve(name);
        Transcript transcript = Transcript.parse(Files.readString(file));
        List<String> company = transcript.company();
        Sandbox sandbox = sandboxes.borrow(company);
        try (Stage stage = new Stage(here.toRealPath(), outputs, program, sandbox)) {
            Scenario scenario = new Scenario(file, sandbox, stage);
            if (Boolean.getBoolean("transcripts.update")) {
                Update.write(file, transcript, scenario.record(transcript));
            } else {
                scenario.play(transcript);
            }
        } finally {
            sandboxes.giveBack(sandbox, company);
        }
    }

    @AfterAll
    void close() throws IOException {
        sandboxes.close();
    }
}
