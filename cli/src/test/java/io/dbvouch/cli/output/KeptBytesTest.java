package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.output.ErrorFormat.ContextVisibility;
import io.dbvouch.cli.output.ErrorFormat.Verbosity;
import io.dbvouch.wire.ClientEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/** Results that are not in UTF-8; the scripts that psql runs as well have all the rest of it. */
class KeptBytesTest {
    private static final Charset EUC_JP = Charset.forName("EUC-JP");

    private static String kept(String text) {
        byte[] bytes = text.getBytes(EUC_JP);
        return ClientEncoding.of("EUC_JP").decode(bytes, 0, bytes.length);
    }

    private static String written(ResultFormat format, ResultTable table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Sink sink = new Utf8Sink(bytes)) {
            format.write(table.source(), sink);
        }
        return bytes.toString(EUC_JP);
    }

    private static ResultTable table() {
        return new ResultTable(Column.text(kept("名")), Column.text("b"))
                .row(kept("日本語"), kept("ｶﾅ"))
                .row("x\ny" + kept("日"), "z");
    }

    @Test
    void aligned_isAsWideAsPsqlHasIt() throws IOException {
        assertThat(written(new AlignedFormat(TableOptions.DEFAULTS), table())).isEqualTo("""
               名   | b \s
            --------+----
             日本語 | ｶﾅ
             x     +| z
             y日    |\s
            (2 rows)

            """);
    }

    @Test
    void expanded_isAsWideAsPsqlHasIt() throws IOException {
        assertThat(written(new ExpandedFormat(TableOptions.DEFAULTS.withLines(2, LineStyle.ASCII)), table()))
                .isEqualTo("""
                    +-[ RECORD 1 ]-+
                    | 名 | 日本語 |
                    | b  | ｶﾅ     |
                    +-[ RECORD 2 ]-+
                    | 名 | x     +|
                    |    | y日    |
                    | b  | z      |
                    +----+--------+

                    """);
    }

    @Test
    void wrapped_doesNotBreakACharacter() throws IOException {
        ResultTable table = new ResultTable(Column.text("a")).row(kept("日本語")).row(kept("ｶﾅｶﾅ"));

        assertThat(written(new AlignedFormat(TableOptions.DEFAULTS, 5, true, false), table))
                .isEqualTo("  a  \n-----\n 日 .\n.本 .\n.語\n ｶﾅｶ.\n.ﾅ\n(2 rows)\n\n");
    }

    @Test
    void anyFormat_writesTheBytes() throws IOException {
        ResultTable table = new ResultTable(Column.text(kept("名"))).row(kept("日\"本<語"));

        assertThat(written(new CsvFormat(TableOptions.DEFAULTS), table)).isEqualTo("名\n\"日\"\"本<語\"\n");
        assertThat(written(new UnalignedFormat(TableOptions.DEFAULTS), table)).isEqualTo("名\n日\"本<語\n(1 row)\n");
        assertThat(written(new HtmlFormat(TableOptions.DEFAULTS, null), table)).contains(">名<", ">日&quot;本&lt;語<");
    }

    @Test
    void buffer_withAndWithoutThem_givesBackWhatItWasGiven() {
        RowBuffer buffer = new RowBuffer();
        String large = kept("日").repeat(300_000);
        for (int i = 0; i < 5; i++) {
            buffer.add("é😀", false);
            buffer.add(kept("日") + "é😀", true);
            buffer.add("", false);
            buffer.add(large, true);
        }
        buffer.rewind();

        for (int i = 0; i < 5; i++) {
            assertThat(buffer.next()).isEqualTo("é😀");
            assertThat(buffer.next()).isEqualTo(kept("日") + "é😀");
            assertThat(buffer.next()).isEmpty();
            assertThat(buffer.next()).isEqualTo(large);
        }
    }

    /** A terminal is in UTF-8: columns are as wide as what it shows. */
    @Test
    void shownOnATerminal_areEscapesAndTheUtf8AmongThem() throws IOException {
        ResultTable table = new ResultTable(Column.text("\uDCE9"), Column.text("b"))
                .row("caf\uDCE9", "1")
                .row("caf\uDCC3\uDCA9", "2")
                .row(null, "3");

        assertThat(Written.by(new ShownBytes(new AlignedFormat(TableOptions.DEFAULTS)), table))
                .isEqualTo("""
                      \\xE9   | b\s
                    ---------+---
                     caf\\xE9 | 1
                     café    | 2
                             | 3
                    (3 rows)

                    """);
    }

    @Test
    void position_countsCharacters() {
        ServerMessage error = new ServerMessage("ERROR", "42703", "no")
                .with(ServerMessage.Field.POSITION, "14")
                .with(ServerMessage.Field.DETAIL, kept("名"));
        String shown =
                new ErrorFormat(Verbosity.DEFAULT, ContextVisibility.ERRORS).error(error, kept("select '日本', nope"));

        assertThat(shown)
                .isEqualTo("ERROR:  no\nLINE 1: " + kept("select '日本', nope") + "\n" + " ".repeat(23) + "^\nDETAIL:  "
                        + kept("名") + "\n");
    }

    @Test
    void position_inALongLine_cutsBetweenCharacters() {
        String sql = kept("select '" + "日".repeat(60) + "', nope, '" + "ｶ".repeat(60) + "'");
        ServerMessage error = new ServerMessage("ERROR", "42703", "no").with(ServerMessage.Field.POSITION, "72");

        assertThat(ErrorFormat.DEFAULT.error(error, sql))
                .isEqualTo("ERROR:  no\nLINE 1: ..." + kept("日".repeat(23) + "', nope, '" + "ｶ".repeat(3)) + "...\n"
                        + " ".repeat(60) + "^\n");
    }

    @Test
    void position_behindTheStatement_pointsBehindIt() {
        ServerMessage error = new ServerMessage("ERROR", "42601", "no").with(ServerMessage.Field.POSITION, "3");

        assertThat(ErrorFormat.DEFAULT.error(error, kept("日本")))
                .isEqualTo("ERROR:  no\nLINE 1: " + kept("日本") + "\n" + " ".repeat(12) + "^\n");
        assertThat(ErrorFormat.DEFAULT.error(error.with(ServerMessage.Field.POSITION, "4"), kept("日本")))
                .isEqualTo("ERROR:  no\n");
    }
}
