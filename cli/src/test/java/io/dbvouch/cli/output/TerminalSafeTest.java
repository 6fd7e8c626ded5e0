package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalSafeTest {
    @Test
    void text_withUnsafeCharacters_showsThem() {
        String written = Written.by(sink -> {
            TextSink safe = new TerminalSafe(sink);
            safe.write("\u001B[31mred\rx\u0000\u007F\u009B\u202Eabc\u2066\n\ttail", 1, 22);
            safe.write('\u001B');
            safe.write('\n');
            safe.write("\u0007");
            safe.flush();
        });

        assertThat(written).isEqualTo("[31mred\\rx\\x00\\x7F\\u009B\\u202Eabc\\u2066\n\tta\\x1B\n\\x07");
    }

    /** Of these 0x80 to 0x9F are C1 controls to a terminal that is not in UTF-8. */
    @Test
    void byteThatIsNoUtf8_isShown() {
        byte[] mixed = {'a', (byte) 0x9B, (byte) 0xC3, (byte) 0xA9, (byte) 0xFF};

        String written = Written.by(sink -> {
            TextSink safe = new TerminalSafe(sink);
            safe.write("\uDC9B2J🚀\uDDE9\uDE80");
            for (char unit : "🚀\uDC85".toCharArray()) {
                safe.write(unit);
            }
            safe.writeUtf8(mixed, 0, mixed.length);
        });

        assertThat(written).isEqualTo("\\x9B2J🚀\\xE9\\x80🚀\\x85a\\x9Bé\\xFF");
    }

    @Test
    void everyCharacter_thatTerminalObeys_isGone() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0xD800; c++) {
            all.append((char) c);
        }

        String written = Written.by(sink -> new TerminalSafe(sink).write(all.toString()));

        assertThat(written.chars()
                        .filter(c -> Character.isISOControl(c) || isBidirectional(c))
                        .boxed()
                        .distinct())
                .containsExactlyInAnyOrder((int) '\n', (int) '\t');
        assertThat(written).contains("\u00A0", "é", "東", "\u2065", "\u206A");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void format_thatIsAlwaysSafe_letsNothingThrough(ResultFormat format) {
        String unsafe = "a\u001B]0;x\u0007\u009B2J\u202Eb\u2067\rc\u007F";
        ResultTable table = new ResultTable(Column.text(unsafe), Column.number("n"))
                .row(unsafe, "1\u001B[A")
                .row(unsafe, null);

        String written = Written.by(format, table);

        assertThat(written.chars().filter(c -> (Character.isISOControl(c) && c != '\n') || isBidirectional(c)))
                .isEmpty();
    }

    static List<ResultFormat> formats() {
        TableOptions options =
                TableOptions.DEFAULTS.withTitle("title\u001B[0m\u202E").withNullText("\u001B[5mnull");
        return List.of(
                new AlignedFormat(options), new ExpandedFormat(options), new ListingFormat(), new JsonLinesFormat());
    }

    private static boolean isBidirectional(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
