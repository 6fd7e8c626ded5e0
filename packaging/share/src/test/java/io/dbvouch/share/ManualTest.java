package io.dbvouch.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbvouch.cli.command.DbvouchCommand;
import io.dbvouch.cli.process.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The pages say what the program does and what the README says, in a language that man(1) reads without complaint. */
class ManualTest {
    private static final Pattern EXAMPLE = Pattern.compile("^\\.EX\n(.*?)^\\.EE$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CALL =
            Pattern.compile("(?:^|\\$\\()dbvouch ((?:'[^'\n]*'|[^)>|'\n])*)", Pattern.MULTILINE);

    private final Command program = Main.program();
    private final String readme = read(Path.of("../../README.md"));
    private final Map<String, String> pages = new Manual(program, new Readme(readme), "1.2.3", "2026-11-22").pages();

    @Test
    void pages_areOneForEachCommandAndTheConfiguration() {
        assertThat(pages.keySet())
                .contains("dbvouch.1", "dbvouch.toml.5")
                .hasSize(program.commands().size() + 2)
                .containsAll(program.commands().stream()
                        .map(command -> "dbvouch-" + command.path().getLast() + ".1")
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> everyOption_isInTheCommandsPage() {
        return program.all().stream()
                .map(command -> DynamicTest.dynamicTest(command.name(), () -> {
                    String page = page(command);
                    assertThat(page).contains(Roff.prose(command.summary()));
                    for (Command.Option option : command.options()) {
                        assertThat(option.names())
                                .allSatisfy(name -> assertThat(page).contains(Roff.bold(name)));
                        assertThat(page).contains("\n" + Roff.prose(option.summary()) + "\n");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyExample_parses() {
        List<String> calls = pages.values().stream()
                .flatMap(page -> EXAMPLE.matcher(page).results())
                .map(example -> example.group(1).replace("\\-", "-").replace("\\(aq", "'"))
                .flatMap(example -> CALL.matcher(example).results())
                .map(call -> call.group(1))
                .toList();
        assertThat(calls).hasSizeGreaterThan(20);
        return calls.stream()
                .map(call -> DynamicTest.dynamicTest(
                        call, () -> assertThatCode(() -> parse(call)).doesNotThrowAnyException()));
    }

    @Test
    void tablesOfTheReadme_areInThePages() {
        assertThat(pages.get("dbvouch.1"))
                .contains(".TP\n8\nledger refused: it cannot be written, or does not verify\n");
        assertThat(pages.get("dbvouch-exec.1")).contains("\\fB\\%PGPASSWORD\\fR\n");
        assertThat(pages.get("dbvouch.toml.5")).contains("\\fB\\%reason_required\\fR\n");
    }

    @Test
    void environment_isWhatTheReadmeSays() {
        String sentence =
                readme.substring(readme.indexOf("From the environment dbvouch takes"), readme.indexOf("### Machines"));
        List<String> variables = Pattern.compile("`([A-Z_*]+)`")
                .matcher(sentence)
                .results()
                .map(variable -> variable.group(1))
                .toList();
        assertThat(variables)
                .hasSizeGreaterThan(5)
                .allSatisfy(variable -> assertThat(pages.get("dbvouch.1"))
                        .contains(Roff.bold(variable).replace("\\fR", "")));
    }

    @Test
    void events_areThoseThatTheReadmeNames() {
        String sentence = readme.substring(readme.indexOf("Events are `"), readme.indexOf("Neither tokens nor keys"));
        assertThat(Pattern.compile("`([a-z.]+)`").matcher(sentence).results().map(event -> event.group(1)))
                .isNotEmpty()
                .isSubsetOf(Values.EVENTS);
    }

    @Test
    void table_thatTheReadmeDoesNotHave_isRefused() {
        assertThatThrownBy(() -> new Readme("| a | b |\n").table("a")).hasMessageContaining("no table of \"a\"");
    }

    @TestFactory
    Stream<DynamicTest> everyPage_isReadWithoutAWarning(@TempDir Path folder) {
        return Stream.of(
                        List.of("mandoc", "-T", "lint", "-W", "warning"),
                        List.of("groff", "-man", "-Kutf8", "-ww", "-z"),
                        List.of("man", "--warnings", "-l", "-Tutf8", "-Z"))
                .filter(checker -> Scripted.has(checker.getFirst()))
                .flatMap(checker -> pages.entrySet().stream()
                        .map(page -> DynamicTest.dynamicTest(checker.getFirst() + " " + page.getKey(), () -> {
                            Path file = Files.writeString(folder.resolve(page.getKey()), page.getValue());
                            List<String> command = Stream.concat(checker.stream(), Stream.of(file.toString()))
                                    .toList();
                            assertThat(Scripted.complaints(command)).isEmpty();
                        })));
    }

    @Test
    void check_ofAPage_findsAMistake(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Scripted.has("groff"));
        Path file = Files.writeString(folder.resolve("x.1"), ".TH x 1\n.SH NAME\n\\[nonsense]\n");
        assertThat(Scripted.complaints(List.of("groff", "-man", "-ww", "-z", file.toString())))
                .contains("nonsense");
    }

    private String page(Command command) {
        String name = command.path().isEmpty()
                ? "dbvouch.1"
                : "dbvouch-" + command.path().getFirst() + ".1";
        return pages.getOrDefault(name, "");
    }

    private static void parse(String call) {
        String[] words = Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(call)
                .results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                .toArray(String[]::new);
        DbvouchCommand.Parsed parsed = DbvouchCommand.commandLine(Invocation.ofProcess(), words);
        parsed.commandLine().parseArgs(parsed.arguments().toArray(String[]::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
