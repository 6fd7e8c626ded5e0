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

class SqlScannerTest {
    private static final Map<String, String> VALUES = Map.of(
            "one", "1",
            "text", "it's",
            "path", "a\\b",
            "name", "My \"Table\"",
            "two", "select 1; select 2",
            "self", "x :self y",
            "ping", ":pong",
            "pong", ":ping",
            "é", "accent");

    /** Each statement that is found, then what is left over and how it is open: {@code = - ' " $ * (}. */
    private static List<String> scan(VariableLookup variables, String text) {
        List<String> found = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(variables);
        StringBuilder query = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (!query.isEmpty()) {
                query.append('\n');
            }
            scanner.start(line);
            ScanResult result;
            do {
                result = scanner.next(query);
                if (result == ScanResult.SEMICOLON) {
                    found.add(query.toString());
                    query.setLength(0);
                } else if (result == ScanResult.BACKSLASH) {
                    SlashScanner slash = scanner.slash();
                    found.add("\\" + slash.name());
                    slash.end();
                }
            } while (result == ScanResult.SEMICOLON || result == ScanResult.BACKSLASH);
            scanner.finish();
        }
        found.add(scanner.prompt(query).symbol() + query.toString());
        return found;
    }

    static Stream<Arguments> splits() {
        return Stream.of(
                arguments("", List.of("=")),
                arguments("   \t ", List.of("=")),
                arguments("select 1", List.of("-select 1")),
                arguments("select 1;", List.of("select 1;", "=")),
                arguments("select 1; select 2;", List.of("select 1;", "select 2;", "=")),
                arguments(";;", List.of(";", ";", "=")),
                arguments("select 1; rest", List.of("select 1;", "-rest")),
                arguments("select\n1\n;", List.of("select\n1\n;", "=")),
                // Strings.
                arguments("select ';';", List.of("select ';';", "=")),
                arguments("select 'a;''b;';", List.of("select 'a;''b;';", "=")),
                arguments("select 'a", List.of("'select 'a")),
                arguments("select 'a\nb;\nc';", List.of("select 'a\nb;\nc';", "=")),
                arguments("select '\\';", List.of("select '\\';", "=")),
                arguments("select '\\'';", List.of("'select '\\'';")),
                arguments("select E'\\';';", List.of("select E'\\';';", "=")),
                arguments("select e'\\\\';", List.of("select e'\\\\';", "=")),
                arguments("select E'a''b;';", List.of("select E'a''b;';", "=")),
                arguments("select E'\\", List.of("'select E'\\")),
                arguments("select nameE'\\';", List.of("select nameE'\\';", "=")),
                arguments("select U&'\\0041;';", List.of("select U&'\\0041;';", "=")),
                arguments("select u&\"a;b\";", List.of("select u&\"a;b\";", "=")),
                arguments("select U & 'x;';", List.of("select U & 'x;';", "=")),
                arguments("select B'1;0';", List.of("select B'1;0';", "=")),
                arguments("select x'f;f';", List.of("select x'f;f';", "=")),
                arguments("select N'a;b';", List.of("select N'a;b';", "=")),
                arguments("select 'a'\n'b;';", List.of("select 'a'\n'b;';", "=")),
                arguments("select 'a' 'b;';", List.of("select 'a' 'b;';", "=")),
                // Quoted names.
                arguments("select \"a;b\";", List.of("select \"a;b\";", "=")),
                arguments("select \"a\"\"b;\";", List.of("select \"a\"\"b;\";", "=")),
                arguments("select \"a", List.of("\"select \"a")),
                arguments("select \"it's;\";", List.of("select \"it's;\";", "=")),
                // Dollar quotes.
                arguments("select $$a;b$$;", List.of("select $$a;b$$;", "=")),
                arguments("select $a$ $$;$$ $b$;$b$ $a$;", List.of("select $a$ $$;$$ $b$;$b$ $a$;", "=")),
                arguments("select $a$;", List.of("$select $a$;")),
                arguments("select $$;$;$$;", List.of("select $$;$;$$;", "=")),
                arguments("select $é_1$;$é_1$;", List.of("select $é_1$;$é_1$;", "=")),
                arguments("select $1;", List.of("select $1;", "=")),
                arguments("select $1$;$1$;", List.of("select $1$;", "$1$;", "=")),
                arguments("select a$b$;", List.of("select a$b$;", "=")),
                arguments("select $delim$a$junk$delim$;", List.of("select $delim$a$junk$delim$;", "=")),
                arguments("select $A$;$a$;$A$;", List.of("select $A$;$a$;$A$;", "=")),
                arguments("select $ $;", List.of("select $ $;", "=")),
                arguments("select $$it's \"; -- /*$$;", List.of("select $$it's \"; -- /*$$;", "=")),
                // Comments.
                arguments("-- nothing;", List.of("=")),
                arguments("select 1 -- ;\n;", List.of("select 1 -- ;\n;", "=")),
                arguments("-- a\nselect 1;", List.of("select 1;", "=")),
                arguments("select 1 /* ; */;", List.of("select 1 /* ; */;", "=")),
                arguments("/* a; */ select 1;", List.of("/* a; */ select 1;", "=")),
                arguments("select /* /* ; */ ; */ 1;", List.of("select /* /* ; */ ; */ 1;", "=")),
                arguments("select /* a", List.of("*select /* a")),
                arguments("select /* a\n;*/ 1;", List.of("select /* a\n;*/ 1;", "=")),
                arguments("select /**/ 1;", List.of("select /**/ 1;", "=")),
                arguments("select /*/ ; */ 1;", List.of("select /*/ ; */ 1;", "=")),
                arguments("select /***** ; ****/ 1;", List.of("select /***** ; ****/ 1;", "=")),
                arguments("select /* it's */ 1;", List.of("select /* it's */ 1;", "=")),
                arguments("select '/*'; select '*/';", List.of("select '/*';", "select '*/';", "=")),
                arguments("select 1+/* ; */2;", List.of("select 1+/* ; */2;", "=")),
                arguments("select 1--;\n;", List.of("select 1--;\n;", "=")),
                arguments("select 1 - - 2;", List.of("select 1 - - 2;", "=")),
                arguments("select '--';", List.of("select '--';", "=")),
                arguments("select @--;\n1;", List.of("select @--;\n1;", "=")),
                arguments("select 1 */ 2;", List.of("select 1 */ 2;", "=")),
                // Parentheses.
                arguments("select (1;2);", List.of("select (1;2);", "=")),
                arguments("select (1", List.of("(select (1")),
                arguments("select (';)'", List.of("(select (';)'")),
                arguments("select 1);", List.of("select 1);", "=")),
                arguments(
                        "create rule r as on insert to t do (select 1; select 2);",
                        List.of("create rule r as on insert to t do (select 1; select 2);", "=")),
                // Bodies of routines.
                arguments(
                        "create function f() returns int begin atomic select 1; select 2; end; select 3;",
                        List.of(
                                "create function f() returns int begin atomic select 1; select 2; end;",
                                "select 3;",
                                "=")),
                arguments(
                        "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;",
                        List.of(
                                "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;",
                                "=")),
                arguments(
                        "create function f() begin atomic select 1;",
                        List.of("-create function f() begin atomic select 1;")),
                arguments(
                        "create table f(begin int); select 1;",
                        List.of("create table f(begin int);", "select 1;", "=")),
                arguments("begin; end;", List.of("begin;", "end;", "=")),
                arguments(
                        "create function f(begin int) returns int language sql return 1; x;",
                        List.of("create function f(begin int) returns int language sql return 1;", "x;", "=")),
                arguments(
                        "/* c */ create function f() begin atomic a; end;",
                        List.of("/* c */ create function f() begin atomic a; end;", "=")),
                // Backslashes.
                arguments("select 1 \\g", List.of("\\g", "-select 1 ")),
                arguments("\\q", List.of("\\q", "=")),
                arguments("select 1\\; select 2;", List.of("select 1; select 2;", "=")),
                arguments("select 1\\:one;", List.of("select 1:one;", "=")),
                arguments("select '\\g';", List.of("select '\\g';", "=")),
                arguments("select $$\\g$$;", List.of("select $$\\g$$;", "=")),
                arguments("-- \\g\n", List.of("=")),
                arguments("/* \\g */", List.of("-/* \\g */")),
                arguments("select (\\p 1);", List.of("\\p", "select ( 1);", "=")),
                // Variables.
                arguments("select :one;", List.of("select 1;", "=")),
                arguments("select :none;", List.of("select :none;", "=")),
                arguments("select :'text';", List.of("select 'it''s';", "=")),
                arguments("select :'path';", List.of("select  E'a\\\\b';", "=")),
                arguments("select :\"name\";", List.of("select \"My \"\"Table\"\"\";", "=")),
                arguments("select :'none', :\"none\";", List.of("select :'none', :\"none\";", "=")),
                arguments("select :{?one}, :{?none};", List.of("select TRUE, FALSE;", "=")),
                arguments("select :{?one, :{one};", List.of("select :{?one, :{one};", "=")),
                arguments("select '1'::one;", List.of("select '1'::one;", "=")),
                arguments("select a :=one;", List.of("select a :=one;", "=")),
                arguments(
                        "select ':one', \":one\", $$:one$$ /* :one */;",
                        List.of("select ':one', \":one\", $$:one$$ /* :one */;", "=")),
                arguments("select a[1:one];", List.of("select a[1:one];".replace(":one", "1"), "=")),
                arguments("select :é;", List.of("select accent;", "=")),
                arguments(":two;", List.of("select 1;", "select 2;", "=")),
                arguments("select :one:one;", List.of("select 11;", "=")),
                arguments("select ': one', :;", List.of("select ': one', :;", "=")));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void text_asOfPsql_isSplitIntoStatements(String text, List<String> expected) {
        Variables variables = new Variables(VALUES);

        assertThat(scan(variables, text)).isEqualTo(expected);
        assertThat(variables.said).isEmpty();
    }

    @Test
    void string_withoutStandardStrings_hasEscapes() {
        Variables variables = new Variables(Map.of(), false);

        assertThat(scan(variables, "select '\\';'; select 2;")).containsExactly("select '\\';';", "select 2;", "=");
    }

    @Test
    void escapeString_thatGoesOnInTheSameText_staysOne() {
        SqlScanner scanner = new SqlScanner(VariableLookup.NONE);
        StringBuilder query = new StringBuilder();

        scanner.start("select E'a' -- ;'\n '\\';' ;x");

        assertThat(scanner.next(query)).isEqualTo(ScanResult.SEMICOLON);
        assertThat(query).hasToString("select E'a' -- ;'\n '\\';' ;");
    }

    @Test
    void variable_withinItself_staysAsItStands() {
        Variables variables = new Variables(VALUES);

        assertThat(scan(variables, "select :self, :ping;")).containsExactly("select x :self y, :ping;", "=");
        assertThat(variables.said)
                .containsExactly(
                        "warning: skipping recursive expansion of variable \"self\"",
                        "warning: skipping recursive expansion of variable \"ping\"");
    }

    @Test
    void reset_withEverythingOpen_beginsAnew() {
        SqlScanner scanner = new SqlScanner(VariableLookup.NONE);
        StringBuilder query = new StringBuilder();
        scanner.start("create function f() begin atomic select ('a");
        assertThat(scanner.next(query)).isEqualTo(ScanResult.INCOMPLETE);
        assertThat(scanner.inQuote()).isTrue();

        scanner.reset();
        query.setLength(0);
        scanner.start("select 1;");

        assertThat(scanner.prompt(query)).isEqualTo(PromptState.READY);
        assertThat(scanner.next(query)).isEqualTo(ScanResult.SEMICOLON);
        assertThat(query).hasToString("select 1;");
    }

    @Test
    void parentheses_setBack_endTheStatementAgain() {
        SqlScanner scanner = new SqlScanner(VariableLookup.NONE);
        StringBuilder query = new StringBuilder();
        scanner.start("select ((");
        assertThat(scanner.next(query)).isEqualTo(ScanResult.INCOMPLETE);
        assertThat(scanner.parentheses()).isEqualTo(2);

        scanner.parentheses(0);
        scanner.start(";");

        assertThat(scanner.next(query)).isEqualTo(ScanResult.SEMICOLON);
    }
}
