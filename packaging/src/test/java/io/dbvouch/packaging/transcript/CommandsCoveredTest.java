package io.dbvouch.packaging.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every command of the program is played to a good end by a transcript, so that a command that an image lacks something for
 * does not go unnoticed.
 */
final class CommandsCoveredTest {
    private static final Pattern LISTED = Pattern.compile("  ([a-z][a-z-]*)(?: +\\S.*)?");
    private static final Pattern CALLED = Pattern.compile("\\bdbvouch ([a-z]+)(?: ([a-z][a-z-]*))?");

    private final String program = property("dbvouch.program");
    private final Path folder = Path.of(property("dbvouch.transcripts"));

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    @Test
    void transcripts_everyCommandInHelp_endsWellInOne() throws IOException, InterruptedException {
        List<String> commands = commands(List.of());

        assertThat(commands).contains("token", "ledger show");
        assertThat(played()).containsAll(commands);
    }

    /** Those that do something: commands below {@code parents}, and theirs. */
    private List<String> commands(List<String> parents) throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>();
        for (String name : listed(parents)) {
            List<String> words =
                    Stream.concat(parents.stream(), Stream.of(name)).toList();
            List<String> below = commands(words);
            commands.addAll(below.isEmpty() ? List.of(String.join(" ", words)) : below);
        }
        return commands;
    }

    private List<String> listed(List<String> words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(words);
        line.add("--help");
        Process help = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(help.waitFor()).as(String.join(" ", line)).isZero();
        return text.lines()
                .dropWhile(each -> !each.equals("Commands:"))
                .map(LISTED::matcher)
                .filter(Matcher::matches)
                .map(listed -> listed.group(1))
                .toList();
    }

    private Set<String> played() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(CommandsCoveredTest::read)
                    .flatMap(transcript -> transcript.steps().stream())
                    .flatMap(CommandsCoveredTest::played)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Transcript read(Path file) {
        try {
            return Transcript.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> played(Step step) {
        return step instanceof Step.Run(int _, String command, Outcome expected)
                        && expected.exitCode() == 0
                        && !command.contains("--help")
                ? CALLED.matcher(command)
                        .results()
                        .flatMap(call -> Stream.of(call.group(1), call.group(1) + " " + call.group(2)))
                : Stream.empty();
    }
}
