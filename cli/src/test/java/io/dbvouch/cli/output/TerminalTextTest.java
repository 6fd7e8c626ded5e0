package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain,plain",
                "'a\nb',a b",
                "'a \r\n\t b',a b",
                "'\n a\n',a",
                "'a  b','a  b'",
                "'a\u001B[2Jb',a\\x1B[2Jb",
                "'\u009B\u202E東',\\u009B\\u202E東",
                "'',''",
                "'\n\n',''"
            })
    void line_ofAnything_isOneSafeLine(String text, String line) {
        assertThat(TerminalText.line(text)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"abcdef,6,abcdef", "abcdefg,6,abcde…", "東京都,6,東京都", "東京都庁,6,東京…", "x東京都,6,x東京…", "abc,1,…"})
    void line_thatIsTooWide_isCut(String text, int columns, String line) {
        assertThat(TerminalText.line(text, columns)).isEqualTo(line);
        assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(columns);
    }

    @Test
    void bytesThatAreNoUtf8_areShown() {
        assertThat(TerminalText.line("a\uDCE9\n\uDC9B🚀")).isEqualTo("a\\xE9 \\x9B🚀");
        assertThat(TerminalText.lines("a\uDCE9\n\uDCC3\uDCA9")).isEqualTo("a\\xE9\né");
        assertThat(TerminalText.linesWithBytes("a\uDCE9\u001B\n")).isEqualTo("a\uDCE9\\x1B\n");
    }

    @Test
    void lines_keepTheirBreaks() {
        assertThat(TerminalText.lines("a\n\tb\u001B[0m\r\n")).isEqualTo("a\n\tb\\x1B[0m\\r\n");
    }
}
