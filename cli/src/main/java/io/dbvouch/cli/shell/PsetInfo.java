package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.shell.PrintSettings.Expanded;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells how {@code \pset} options stand. */
final class PsetInfo {
    private static final String[] ALL = {
        "border",
        "columns",
        "csv_fieldsep",
        "expanded",
        "fieldsep",
        "fieldsep_zero",
        "footer",
        "format",
        "linestyle",
        "null",
        "numericlocale",
        "pager",
        "pager_min_lines",
        "recordsep",
        "recordsep_zero",
        "tableattr",
        "title",
        "tuples_only",
        "unicode_border_linestyle",
        "unicode_column_linestyle",
        "unicode_header_linestyle",
    };

    private static final String NUL = "\0";

    private final PrintSettings settings;

    PsetInfo(PrintSettings settings) {
        this.settings = settings;
    }

    /** One option, as a sentence. */
    String sentence(String name) {
        return switch (name) {
            case "border" -> "Border style is " + settings.border + ".";
            case "columns" ->
                settings.columns == 0 ? "Target width is unset." : "Target width is " + settings.columns + ".";
            case "x", "expanded", "vertical" ->
                switch (settings.expanded) {
                    case ON -> "Expanded display is on.";
                    case AUTO -> "Expanded display is used automatically.";
                    case OFF -> "Expanded display is off.";
                };
            case "csv_fieldsep" -> "Field separator for CSV is \"" + settings.csvSeparator + "\".";
            case "fieldsep", "fieldsep_zero" -> separator("Field separator", settings.fieldSeparator, false);
            case "recordsep", "recordsep_zero" -> separator("Record separator", settings.recordSeparator, true);
            case "footer" -> "Default footer is " + onOff(settings.footer) + ".";
            case "format" -> "Output format is " + lower(settings.form) + ".";
            case "linestyle" -> "Line style is " + settings.lineStyle().name() + ".";
            case "null" -> "Null display is \"" + settings.nullText + "\".";
            case "numericlocale" -> "Locale-adjusted numeric output is " + onOff(settings.numericLocale) + ".";
            case "pager" ->
                switch (settings.pager) {
                    case 1 -> "Pager is used for long output.";
                    case 2 -> "Pager is always used.";
                    default -> "Pager usage is off.";
                };
            case "pager_min_lines" ->
                "Pager won't be used for less than " + settings.pagerMinLines
                        + (settings.pagerMinLines == 1 ? " line." : " lines.");
            case "T", "tableattr" ->
                unsetOr("Table attributes unset.", "Table attributes are", settings.tableAttributes);
            case "C", "title" -> unsetOr("Title is unset.", "Title is", settings.title);
            case "t", "tuples_only" -> "Tuples only is " + onOff(settings.tuplesOnly) + ".";
            case "unicode_border_linestyle" -> "Unicode border line style is \"" + kind(settings.doubleBorder) + "\".";
            case "unicode_column_linestyle" -> "Unicode column line style is \"" + kind(settings.doubleColumn) + "\".";
            case "unicode_header_linestyle" -> "Unicode header line style is \"" + kind(settings.doubleHeader) + "\".";
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** All of them, a line each, as they can be given back to {@code \pset}. */
    void list(TextSink out) throws IOException {
        for (String name : ALL) {
            out.write(name);
            out.pad(24 - name.length());
            out.write(" " + value(name) + "\n");
        }
    }

    private String value(String name) {
        return switch (name) {
            case "border" -> Integer.toString(settings.border);
            case "columns" -> Integer.toString(settings.columns);
            case "csv_fieldsep" -> quoted(String.valueOf(settings.csvSeparator));
            case "expanded" -> settings.expanded == Expanded.AUTO ? "auto" : onOff(settings.expanded == Expanded.ON);
            case "fieldsep" -> quoted(settings.fieldSeparator);
            case "fieldsep_zero" -> onOff(settings.fieldSeparator.equals(NUL));
            case "footer" -> onOff(settings.footer);
            case "format" -> lower(settings.form);
            case "linestyle" -> settings.lineStyle().name();
            case "null" -> quoted(settings.nullText);
            case "numericlocale" -> onOff(settings.numericLocale);
            case "pager" -> Integer.toString(settings.pager);
            case "pager_min_lines" -> Integer.toString(settings.pagerMinLines);
            case "recordsep" -> quoted(settings.recordSeparator);
            case "recordsep_zero" -> onOff(settings.recordSeparator.equals(NUL));
            case "tableattr" -> settings.tableAttributes == null ? "" : quoted(settings.tableAttributes);
            case "title" -> settings.title == null ? "" : quoted(settings.title);
            case "tuples_only" -> onOff(settings.tuplesOnly);
            case "unicode_border_linestyle" -> kind(settings.doubleBorder);
            case "unicode_column_linestyle" -> kind(settings.doubleColumn);
            case "unicode_header_linestyle" -> kind(settings.doubleHeader);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String separator(String what, String text, boolean newlineNamed) {
        if (text.equals(NUL)) {
            return what + " is zero byte.";
        }
        return newlineNamed && text.equals("\n") ? what + " is <newline>." : what + " is \"" + text + "\".";
    }

    private static String unsetOr(String unset, String set, @Nullable String text) {
        return text == null ? unset : set + " \"" + text + "\".";
    }

    private static String quoted(String text) {
        return text.equals(NUL) ? "''" : "'" + text.replace("\n", "\\n").replace("'", "\\'") + "'";
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static String kind(boolean twice) {
        return twice ? "double" : "single";
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
