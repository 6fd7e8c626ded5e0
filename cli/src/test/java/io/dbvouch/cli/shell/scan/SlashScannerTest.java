package io.dbvouch.cli.shell.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlashScannerTest {
    private final Variables variables = new Variables(Map.of("v", "a b;", "q", "it's", "n", "A \"B\""));

    private SlashScanner on(String text) {
        SqlScanner scanner = new SqlScanner(variables);
        scanner.start(text);
        StringBuilder query = new StringBuilder();
        assertThat(scanner.next(query)).isEqualTo(ScanResult.BACKSLASH);
        return scanner.slash();
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("\\x", List.of("x")),
                arguments("\\set a b  c", List.of("set", "a", "b", "c")),
                arguments("\\echo 'a b' c", List.of("echo", "a b", "c")),
                arguments("\\echo 'it''s' 'a\\tb\\nc\\\\d\\'e'", List.of("echo", "it's", "a\tb\nc\\d'e")),
                arguments("\\echo '\\101\\x42\\q\\xg'", List.of("echo", "ABqxg")),
                arguments("\\echo \"a b\" \"c\"\"d\"", List.of("echo", "\"a b\"", "\"c\"\"d\"")),
                arguments("\\echo a'b c'd", List.of("echo", "ab cd")),
                arguments("\\echo ''", List.of("echo", "")),
                arguments(
                        "\\echo :v :'q' :\"n\" :x :'x'",
                        List.of("echo", "a b;", "'it''s'", "\"A \"\"B\"\"\"", ":x", ":'x'")),
                arguments("\\echo :{?v} :{?x} a:v", List.of("echo", "TRUE", "FALSE", "aa b;")),
                arguments("\\echo ':v' \":v\"", List.of("echo", ":v", "\":v\"")),
                arguments("\\echo a;b; ';'", List.of("echo", "a;b;", ";")),
                arguments("\\echo a\\g", List.of("echo", "a")),
                arguments("\\echo |a", List.of("echo", "|a")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_withArguments_isTakenApart(String text, List<String> expected) {
        SlashScanner slash = on(text);
        List<String> found = new ArrayList<>(List.of(slash.name()));
        for (String argument = slash.argument(); argument != null; argument = slash.argument()) {
            found.add(argument);
        }

        assertThat(found).isEqualTo(expected);
        assertThat(variables.said).isEmpty();
    }

    @Test
    void semicolon_behindAnArgument_isDroppedWhereItIsNotQuoted() {
        SlashScanner slash = on("\\dt public.a; 'b;' :v c;;");
        assertThat(slash.name()).isEqualTo("dt");

        assertThat(slash.argumentBeforeSemicolon()).isEqualTo("public.a");
        assertThat(slash.argumentBeforeSemicolon()).isEqualTo("b;");
        assertThat(slash.argumentBeforeSemicolon()).isEqualTo("a b;");
        assertThat(slash.argumentBeforeSemicolon()).isEqualTo("c");
        assertThat(slash.argumentBeforeSemicolon()).isNull();
    }

    @Test
    void identifier_inMixedCase_isFoldedWhereItIsNotQuoted() {
        SlashScanner slash = on("\\x FOO\"BAR\"\"x\"BAZ ÄB");
        assertThat(slash.name()).isEqualTo("x");

        assertThat(slash.identifier()).isEqualTo("fooBAR\"xbaz");
        assertThat(slash.identifier()).isEqualTo("Äb");
    }

    @Test
    void connectArgument_thatIsADash_isNone() {
        SlashScanner slash = on("\\c - \"-\" \"My Db\" Db");
        assertThat(slash.name()).isEqualTo("c");

        assertThat(slash.connectArgument()).isNull();
        assertThat(slash.connectArgument()).isEqualTo("-");
        assertThat(slash.connectArgument()).isEqualTo("My Db");
        assertThat(slash.connectArgument()).isEqualTo("Db");
        assertThat(slash.connectArgument()).isNull();
    }

    @Test
    void wholeLine_withQuotesAndVariables_isAsItStands() {
        SlashScanner slash = on("\\copy  t from 'a b' :v \\x ");
        assertThat(slash.name()).isEqualTo("copy");

        assertThat(slash.wholeLine()).isEqualTo("t from 'a b' :v \\x ");
        assertThat(slash.wholeLine()).isNull();
    }

    @Test
    void pipe_inPlaceOfAFile_takesTheWholeLine() {
        SlashScanner slash = on("\\o | cat  > 'x y'");
        assertThat(slash.name()).isEqualTo("o");

        assertThat(slash.fileOrPipe(true)).isEqualTo("| cat  > 'x y'");
    }

    @Test
    void backquotes_inAnArgument_askForTheCommandsOutput() {
        SlashScanner slash = on("\\echo a`date :v 'x'`b");
        assertThat(slash.name()).isEqualTo("echo");

        assertThat(slash.argument()).isEqualTo("ab");
        assertThat(variables.said).containsExactly("shell: date a b; 'x'");
    }

    @Test
    void quote_leftOpen_isAnErrorAndNoArgument() {
        for (String text : List.of("\\echo 'a b", "\\echo \"a b", "\\echo `a b")) {
            variables.said.clear();
            SlashScanner slash = on(text);
            assertThat(slash.name()).isEqualTo("echo");

            assertThat(slash.argument()).as(text).isNull();
            assertThat(variables.said).containsExactly("error: unterminated quoted string");
        }
    }

    @Test
    void end_atTwoBackslashes_goesOnBehindThem() {
        SqlScanner scanner = new SqlScanner(variables);
        scanner.start("\\x \\\\ select 1;");
        StringBuilder query = new StringBuilder();
        assertThat(scanner.next(query)).isEqualTo(ScanResult.BACKSLASH);
        SlashScanner slash = scanner.slash();
        assertThat(slash.name()).isEqualTo("x");
        assertThat(slash.argument()).isNull();

        slash.end();

        assertThat(scanner.next(query)).isEqualTo(ScanResult.SEMICOLON);
        assertThat(query).hasToString("select 1;");
    }
}
