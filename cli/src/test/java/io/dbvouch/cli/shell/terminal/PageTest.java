package io.dbvouch.cli.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.cli.output.AlignedFormat;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.CsvFormat;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.output.TableOptions;
import io.dbvouch.cli.output.Utf8Sink;
import io.dbvouch.cli.process.Pager;
import io.dbvouch.cli.shell.terminal.Page.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Utf8Sink screen = new Utf8Sink(bytes);
    private final AtomicInteger asked = new AtomicInteger();
    private Path paged = Path.of("");

    @BeforeEach
    void folder() {
        paged = folder.resolve("paged");
    }

    private Page page(Limits limits) {
        return new Page(screen, limits, () -> Pager.start("cat > '" + paged + "'", ENVIRONMENT));
    }

    private Page asking(Limits limits) {
        Supplier<Limits> ask = () -> {
            asked.incrementAndGet();
            return limits;
        };
        return new Page(screen, ask, () -> Pager.start("cat > '" + paged + "'", ENVIRONMENT));
    }

    private String shown() throws IOException {
        screen.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void close_lessThanAScreen_isShown() throws IOException {
        try (Page page = page(new Limits(3, 5))) {
            page.write("12345\n");
            page.write("日本\n");
            page.write('x');
            assertThat(shown()).isEmpty();
        }

        assertThat(shown()).isEqualTo("12345\n日本\nx");
        assertThat(paged).doesNotExist();
    }

    @Test
    void write_littleOnAScreenOfUnknownSize_doesNotAskForIt() throws IOException {
        try (Page page = asking(new Limits(1, 1))) {
            page.write("1\n2\n3\n");
        }

        assertThat(shown()).isEqualTo("1\n2\n3\n");
        assertThat(asked).hasValue(0);
    }

    @Test
    void write_moreOnAScreenOfUnknownSize_asksOnce() throws IOException {
        String lines = "n\n".repeat(20);
        try (Page page = asking(new Limits(30, 80))) {
            page.write(lines);
        }
        assertThat(shown()).isEqualTo(lines);
        assertThat(asked).hasValue(1);

        try (Page page = asking(new Limits(15, 80))) {
            page.write(lines);
        }
        assertThat(Files.readString(paged)).isEqualTo(lines);
        assertThat(asked).hasValue(2);
    }

    @Test
    void write_wideLineOnAScreenOfUnknownSize_goesToThePager() throws IOException {
        String line = "w".repeat(50) + "\n";
        try (Page page = asking(new Limits(30, 49))) {
            page.write(line);
        }

        assertThat(Files.readString(paged)).isEqualTo(line);
    }

    @Test
    void write_asManyLinesAsTheScreen_goesToThePager() throws IOException {
        try (Page page = page(new Limits(3, 5))) {
            page.write("1\n2\n3");
            page.write("\n4\n");
        }

        assertThat(shown()).isEmpty();
        assertThat(paged).hasContent("1\n2\n3\n4\n");
    }

    @Test
    void write_lineWiderThanTheScreen_goesToThePager() throws IOException {
        try (Page page = page(new Limits(30, 5))) {
            page.write("日本人\n");
        }

        assertThat(paged).hasContent("日本人\n");
    }

    @Test
    void write_wideTitleAndFooter_doNotMatter() throws IOException {
        ResultTable table = new ResultTable(List.of(new Column("a", ColumnType.ofOid(25))));
        TableOptions options = TableOptions.DEFAULTS.withTitle("a wide title").withFooters(List.of("a wide footer"));
        try (Page page = page(new Limits(30, 5))) {
            new AlignedFormat(options).write(table.source(), page);
        }
        assertThat(shown()).startsWith("a wide title\n a \n---\n").contains("a wide footer\n");

        table.row("a wide value");
        try (Page page = page(new Limits(30, 5))) {
            new AlignedFormat(options).write(table.source(), page);
        }
        assertThat(paged).content().startsWith(" a wide title\n");
    }

    @Test
    void write_toThePager_isSafe() throws IOException {
        try (Page page = page(Limits.ALWAYS)) {
            page.write("\u001B]0;owned\u0007\n");
            page.write("\u001B[2J\n");
        }

        assertThat(paged).hasContent("\\x1B]0;owned\\x07\n\\x1B[2J\n");
    }

    @Test
    void write_withoutLimits_isShownAsItComes() throws IOException {
        try (Page page = page(Limits.NEVER)) {
            page.write("1\n".repeat(1000));
            assertThat(shown()).hasSize(2000);
        }

        assertThat(paged).doesNotExist();
    }

    private static ResultTable numbers(int count) {
        ResultTable numbers = new ResultTable(new Column("n", ColumnType.ofOid(23)));
        for (int i = 1; i <= count; i++) {
            numbers.row(Integer.toString(i));
        }
        return numbers;
    }

    private static final class Failing implements RowSource<IOException> {
        private int read;

        @Override
        public List<Column> columns() {
            return List.of(new Column("n", ColumnType.ofOid(23)));
        }

        @Override
        public boolean next() throws IOException {
            read++;
            if (read == 10) {
                throw new IOException("division by zero");
            }
            return true;
        }

        @Override
        public String value(int column) {
            return Integer.toString(read);
        }

        @Override
        public String commandTag() {
            return "";
        }
    }

    @Test
    void awaiting_moreRowsThanTheScreenHasLines_startsThePagerWhenAllAreHere() throws IOException {
        AtomicInteger left = new AtomicInteger(-1);
        RowSource<RuntimeException> rows = numbers(9).source();
        Page.Starter starter = () -> {
            left.set(rows.next() ? 1 : 0);
            return Pager.start("cat > '" + paged + "'", ENVIRONMENT);
        };

        try (Page page = new Page(screen, new Limits(3, 0), starter)) {
            new CsvFormat(TableOptions.DEFAULTS).write(page.awaiting(rows), page);
        }

        assertThat(left).hasValue(0);
        assertThat(Files.readString(paged)).isEqualTo("n\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        assertThat(shown()).isEmpty();
    }

    @Test
    void awaiting_theLastRowIsTooMuch_isPagedAtTheEnd() throws IOException {
        try (Page page = page(new Limits(3, 0))) {
            new CsvFormat(TableOptions.DEFAULTS).write(page.awaiting(numbers(2).source()), page);
        }

        assertThat(Files.readString(paged)).isEqualTo("n\n1\n2\n");
    }

    @Test
    void awaiting_fewRows_areShown() throws IOException {
        try (Page page = page(new Limits(3, 0))) {
            new CsvFormat(TableOptions.DEFAULTS).write(page.awaiting(numbers(1).source()), page);
        }

        assertThat(shown()).isEqualTo("n\n1\n");
        assertThat(paged).doesNotExist();
    }

    @Test
    void awaiting_rowsThatCannotAllBeRead_showsNone() throws IOException {
        try (Page page = page(new Limits(3, 0))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new CsvFormat(TableOptions.DEFAULTS).write(page.awaiting(new Failing()), page));
        }

        assertThat(shown()).isEmpty();
        assertThat(paged).doesNotExist();
    }

    @Test
    void write_pagerIsLeft_dropsTheRestAndGoesOn() throws IOException {
        try (Page page = new Page(screen, Limits.ALWAYS, () -> Pager.start("head -1 > '" + paged + "'", ENVIRONMENT))) {
            for (int i = 0; i < 100_000; i++) {
                page.write("line\n");
            }
            page.flush();
        }

        assertThat(Files.readString(paged)).isEqualTo("line\n");
        assertThat(shown()).isEmpty();
    }
}
