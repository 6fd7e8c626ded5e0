package io.dbvouch.cli.shell.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {
    private static String kinds(String text) {
        return Lexer.tokens(text).stream()
                .filter(token -> token.kind() != Token.Kind.BLANK)
                .map(token -> token.kind().toString().charAt(0) + ""
                        + token.kind().toString().charAt(1) + "[" + token.in(text) + (token.open() ? "…" : "") + "]")
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        select 'it''s', E'a\\'b' | WO[select] ST['it''s'] OT[,] ST[E'a\\'b']
        "a ""b" x'00'            | QU["a ""b"] ST[x'00']
        'open                    | ST['open…]
        "open                    | QU["open…]
        /* a /* b */ c */ 1      | CO[/* a /* b */ c */] NU[1]
        /* a /* b */             | CO[/* a /* b */…]
        a -- b                   | WO[a] CO[-- b]
        $$ a $$ $x$ b $$ $x$     | ST[$$ a $$] ST[$x$ b $$ $x$]
        $x$ a                    | ST[$x$ a…]
        $1 + 1.5e-3              | OT[$1] OT[+] NU[1.5e-3]
        :a :'b' :"c" a::b x:=1   | VA[:a] VA[:'b'] VA[:"c"] WO[a] OT[::] WO[b] WO[x] OT[:=] NU[1]
        :'b                      | VA[:'b…]
        \\d a.b \\x              | CO[\\d] AR[ a.b ] CO[\\x]
        \\i 'a\\' \\x' "\\" \\x     | CO[\\i] AR[ 'a\\' \\x' "\\" ] CO[\\x]
        \\i 'a\\                 | CO[\\i] AR[ 'a\\]
        """)
    void tokens_partsOfSql_areWhatTheyAre(String text, String kinds) {
        assertThat(kinds(text)).isEqualTo(kinds);
    }

    @Test
    void tokens_anyText_coverEachCharacterOnce() {
        Random random = new Random(1);
        List<String> parts = List.of(
                "'", "\"", "$", "$x$", "\\", "--", "/*", "*/", "\n", " ", ":", "a", "1", ".", "e", "é", ";", "(");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(12); k > 0; k--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            int at = 0;
            for (Token token : Lexer.tokens(text.toString())) {
                assertThat(token.start()).as(text.toString()).isEqualTo(at);
                assertThat(token.end()).as(text.toString()).isGreaterThan(at);
                at = token.end();
            }
            assertThat(at).as(text.toString()).isEqualTo(text.length());
        }
    }
}
