package io.dbvouch.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonParser;
import io.dbvouch.AccessException;
import io.dbvouch.cli.command.DbvouchCommand;
import io.dbvouch.cli.output.Utf8Sink;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.TargetFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the README says of commands, configuration and exit codes is what there is. */
class ReadmeTest {
    private static final Path HOME = Path.of("/home/arianna");

    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?:^|^\\$ |\\$\\()dbvouch (.*)$", Pattern.MULTILINE);

    /** A word of a command line, in quotes or not, or what ends the command. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"#|;&>)]+)|([#|;&>)])");

    private final String readme = read(ROOT.resolve("README.md"));

    @TestFactory
    Stream<DynamicTest> everyCommandLine_parses() {
        List<List<String>> commands = commandLines();
        assertThat(commands).hasSizeGreaterThan(10);
        return commands.stream()
                .map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> {
                    DbvouchCommand.Parsed parsed = parse(words);
                    assertThatCode(() -> parsed.commandLine()
                                    .parseArgs(parsed.arguments().toArray(String[]::new)))
                            .doesNotThrowAnyException();
                }));
    }

    @Test
    void commandTable_namesEveryCommand() {
        Set<String> commands = parse(List.of()).commandLine().getSubcommands().keySet();
        assertThat(firstColumn("command").stream().map(cell -> cell.replace("dbvouch ", "")))
                .containsExactlyElementsOf(commands);
    }

    @Test
    void exitCodeTable_isThatOfTheProgram() {
        Set<String> codes = Arrays.stream(ExitCode.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return String.valueOf(field.getInt(null));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(toSet());
        assertThat(firstColumn("exit code")).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void keyTable_namesEveryKeyOfATarget(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), "[targets.x]\nhost = \"h\"\nno_such_key = 1\n");
        String message = catchThrowableOfType(
                        AccessException.BadConfiguration.class,
                        () -> TargetFile.read(file, HOME).targets())
                .getMessage();
        String known = message.substring(message.indexOf("known are ") + "known are ".length());
        assertThat(firstColumn("key")).containsExactlyInAnyOrder(known.split(", ", -1));
    }

    @Test
    void configuration_reads(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("config.toml"), blocks("toml").getFirst());
        assertThat(TargetFile.read(file, HOME).targets()).containsOnlyKeys("prod", "reports");
    }

    @Test
    void json_reads() {
        List<String> blocks = blocks("json");
        assertThat(blocks)
                .hasSize(2)
                .allSatisfy(json ->
                        assertThat(JsonParser.parseString(json).isJsonObject()).isTrue());
    }

    @TestFactory
    Stream<DynamicTest> everyLink_leadsToAFile() {
        return Stream.of("README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md", ".github/CHANGELOG.md")
                .flatMap(name -> links(ROOT.resolve(name)))
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(), () -> assertThat(file).exists()));
    }

    private static Stream<Path> links(Path document) {
        return Pattern.compile("\\]\\(((?!https?:|#)[^)#]+)")
                .matcher(read(document))
                .results()
                .map(link -> document.resolveSibling(link.group(1)));
    }

    private static DbvouchCommand.Parsed parse(List<String> words) {
        Invocation invocation = new Invocation(
                Map.of(),
                new Utf8Sink(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                InstantSource.system(),
                "0");
        return DbvouchCommand.commandLine(invocation, words.toArray(String[]::new));
    }

    private List<List<String>> commandLines() {
        List<List<String>> commands = new ArrayList<>();
        for (String block :
                Stream.concat(blocks("console").stream(), blocks("sh").stream()).toList()) {
            COMMAND.matcher(block).results().forEach(line -> commands.add(words(line.group(1))));
        }
        return commands;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find() && word.group(4) == null) {
            words.add(Stream.of(1, 2, 3)
                    .map(word::group)
                    .filter(text -> text != null)
                    .findFirst()
                    .orElseThrow());
        }
        return words;
    }

    private List<String> blocks(String language) {
        return BLOCK.matcher(readme)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The first cells of the table whose first column has this heading, without backquotes. */
    private List<String> firstColumn(String heading) {
        MatchResult table = Pattern.compile(
                        "^\\| " + heading + " \\|.*\n\\|[-|]+\\|\n((?:\\|.*\n)+)", Pattern.MULTILINE)
                .matcher(readme)
                .results()
                .findFirst()
                .orElseThrow();
        return table.group(1)
                .lines()
                .map(row -> row.split("\\|", -1)[1].strip().replace("`", ""))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
