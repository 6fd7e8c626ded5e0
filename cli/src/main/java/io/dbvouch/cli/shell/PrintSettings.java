package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.AlignedFormat;
import io.dbvouch.cli.output.AsciidocFormat;
import io.dbvouch.cli.output.CsvFormat;
import io.dbvouch.cli.output.ExpandedFormat;
import io.dbvouch.cli.output.HtmlFormat;
import io.dbvouch.cli.output.JsonLinesFormat;
import io.dbvouch.cli.output.LineStyle;
import io.dbvouch.cli.output.ResultFormat;
import io.dbvouch.cli.output.TableOptions;
import io.dbvouch.cli.output.UnalignedFormat;
import org.jspecify.annotations.Nullable;

/** What {@code \pset} sets. A copy of it is what {@code \g (…)} changes for one statement. */
final class PrintSettings {
    Form form = Form.ALIGNED;
    Lines lines = Lines.ASCII;
    Expanded expanded = Expanded.OFF;
    int border = 1;
    int columns;
    int pager = 1;
    int pagerMinLines;
    boolean tuplesOnly;
    boolean numericLocale;
    boolean footer = true;
    /** Of the Unicode lines: whether they are double. */
    boolean doubleBorder;

    boolean doubleColumn;
    boolean doubleHeader;
    char csvSeparator = ',';
    String nullText = "";
    String fieldSeparator = "|";
    String recordSeparator = "\n";

    @Nullable
    String title;

    @Nullable
    String tableAttributes;

    /** The formats, as {@code \pset format} calls them. */
    enum Form {
        ALIGNED,
        ASCIIDOC,
        CSV,
        HTML,
        JSON,
        UNALIGNED,
        WRAPPED
    }

    /** What {@code \pset linestyle} knows. */
    enum Lines {
        ASCII,
        OLD_ASCII,
        UNICODE
    }

    /** Whether results go down the page. */
    enum Expanded {
        OFF,
        ON,
        /** Where they would be wider than the page. */
        AUTO
    }

    PrintSettings copy() {
        PrintSettings copy = new PrintSettings();
        copy.take(this);
        return copy;
    }

    /** Becomes what another one is. */
    void take(PrintSettings from) {
        form = from.form;
        lines = from.lines;
        expanded = from.expanded;
        border = from.border;
        columns = from.columns;
        pager = from.pager;
        pagerMinLines = from.pagerMinLines;
        tuplesOnly = from.tuplesOnly;
        numericLocale = from.numericLocale;
        footer = from.footer;
        doubleBorder = from.doubleBorder;
        doubleColumn = from.doubleColumn;
        doubleHeader = from.doubleHeader;
        csvSeparator = from.csvSeparator;
        nullText = from.nullText;
        fieldSeparator = from.fieldSeparator;
        recordSeparator = from.recordSeparator;
        title = from.title;
        tableAttributes = from.tableAttributes;
    }

    LineStyle lineStyle() {
        return switch (lines) {
            case ASCII -> LineStyle.ASCII;
            case OLD_ASCII -> LineStyle.OLD_ASCII;
            case UNICODE -> LineStyle.unicode(doubleBorder, doubleColumn, doubleHeader);
        };
    }

    TableOptions options() {
        return TableOptions.DEFAULTS
                .withTuplesOnly(tuplesOnly)
                .withExpanded(expanded == Expanded.ON)
                .withTitle(title)
                .withNullText(nullText)
                .withLines(border, lineStyle())
                .withNumericLocale(numericLocale)
                .withCountFooter(footer);
    }

    /** As aligned text across the page, whatever the format. */
    ResultFormat across(TableOptions options) {
        return new AlignedFormat(options.withExpanded(false), columns, form == Form.WRAPPED, expanded == Expanded.AUTO);
    }

    /**
     * The format.
     *
     * @param options as of {@link #options}, perhaps with another title and footers
     * @param terminalColumns the width of the terminal that it is for; 0 where it is for none
     */
    ResultFormat format(TableOptions options, int terminalColumns) {
        int page = columns > 0 ? columns : terminalColumns;
        return switch (form) {
            case ALIGNED, WRAPPED ->
                expanded == Expanded.ON
                        ? new ExpandedFormat(options, page, form == Form.WRAPPED)
                        : new AlignedFormat(options, page, form == Form.WRAPPED, expanded == Expanded.AUTO);
            case ASCIIDOC -> new AsciidocFormat(options);
            case CSV -> new CsvFormat(options, csvSeparator);
            case HTML -> new HtmlFormat(options, tableAttributes);
            case JSON -> new JsonLinesFormat();
            case UNALIGNED -> new UnalignedFormat(options, fieldSeparator, recordSeparator);
        };
    }
}
