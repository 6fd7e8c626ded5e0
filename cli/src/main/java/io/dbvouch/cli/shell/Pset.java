package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.PrintSettings.Expanded;
import io.dbvouch.cli.shell.PrintSettings.Form;
import io.dbvouch.cli.shell.PrintSettings.Lines;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code \pset NAME [VALUE]}, and the commands that are short for it. */
final class Pset {
    private final PrintSettings settings;
    private final Talk talk;

    Pset(PrintSettings settings, Talk talk) {
        this.settings = settings;
        this.talk = talk;
    }

    /**
     * Sets an option, or toggles it.
     *
     * @return whether that went well; if not, why has been said
     */
    boolean set(String name, @Nullable String value) {
        return switch (name) {
            case "format" -> value == null || format(value);
            case "linestyle" -> value == null || lines(value);
            case "unicode_border_linestyle" ->
                value == null || unicode("border", value, on -> settings.doubleBorder = on);
            case "unicode_column_linestyle" ->
                value == null || unicode("column", value, on -> settings.doubleColumn = on);
            case "unicode_header_linestyle" ->
                value == null || unicode("header", value, on -> settings.doubleHeader = on);
            case "x", "expanded", "vertical" -> expanded(name, value);
            case "csv_fieldsep" -> value == null || csvSeparator(value);
            case "pager" -> pager(value);
            case "numericlocale" -> flag(name, value, !settings.numericLocale, on -> settings.numericLocale = on);
            case "t", "tuples_only" -> flag(name, value, !settings.tuplesOnly, on -> settings.tuplesOnly = on);
            case "footer" -> flag(name, value, !settings.footer, on -> settings.footer = on);
            default -> text(name, value);
        };
    }

    private boolean text(String name, @Nullable String value) {
        switch (name) {
            case "border" ->
                settings.border = value == null ? settings.border : ParsedValue.leadingNumber(value) & 0xFFFF;
            case "columns" -> settings.columns = value == null ? settings.columns : ParsedValue.leadingNumber(value);
            case "pager_min_lines" ->
                settings.pagerMinLines = value == null ? settings.pagerMinLines : ParsedValue.leadingNumber(value);
            case "null" -> settings.nullText = value == null ? settings.nullText : value;
            case "fieldsep" -> settings.fieldSeparator = value == null ? settings.fieldSeparator : value;
            case "fieldsep_zero" -> settings.fieldSeparator = "\0";
            case "recordsep" -> settings.recordSeparator = value == null ? settings.recordSeparator : value;
            case "recordsep_zero" -> settings.recordSeparator = "\0";
            case "C", "title" -> settings.title = value;
            case "T", "tableattr" -> settings.tableAttributes = value;
            default -> {
                talk.error("\\pset: unknown option: " + name);
                return false;
            }
        }
        return true;
    }

    private boolean format(String value) {
        String prefix = value.toLowerCase(Locale.ROOT);
        Form found = null;
        for (Form each : Form.values()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(prefix)) {
                if (found != null) {
                    talk.error("\\pset: ambiguous abbreviation \"" + value + "\" matches both \""
                            + found.name().toLowerCase(Locale.ROOT) + "\" and \"" + name + "\"");
                    return false;
                }
                found = each;
            }
        }
        if (found == null) {
            talk.error("\\pset: allowed formats are aligned, asciidoc, csv, html, json, unaligned, wrapped");
            return false;
        }
        settings.form = found;
        return true;
    }

    private boolean lines(String value) {
        String prefix = value.toLowerCase(Locale.ROOT);
        if ("ascii".startsWith(prefix)) {
            settings.lines = Lines.ASCII;
        } else if ("old-ascii".startsWith(prefix)) {
            settings.lines = Lines.OLD_ASCII;
        } else if ("unicode".startsWith(prefix)) {
            settings.lines = Lines.UNICODE;
        } else {
            talk.error("\\pset: allowed line styles are ascii, old-ascii, unicode");
            return false;
        }
        return true;
    }

    private boolean unicode(String what, String value, Consumer<Boolean> to) {
        String prefix = value.toLowerCase(Locale.ROOT);
        if ("single".startsWith(prefix)) {
            to.accept(false);
        } else if ("double".startsWith(prefix)) {
            to.accept(true);
        } else {
            talk.error("\\pset: allowed Unicode " + what + " line styles are single, double");
            return false;
        }
        return true;
    }

    private boolean expanded(String name, @Nullable String value) {
        if (value == null) {
            settings.expanded = settings.expanded == Expanded.OFF ? Expanded.ON : Expanded.OFF;
            return true;
        }
        Boolean on = ParsedValue.bool(value);
        if (value.equalsIgnoreCase("auto")) {
            settings.expanded = Expanded.AUTO;
        } else if (on == null) {
            talk.error(ParsedValue.notAmong(value, name, "on, off, auto"));
            return false;
        } else {
            settings.expanded = on ? Expanded.ON : Expanded.OFF;
        }
        return true;
    }

    private boolean csvSeparator(String value) {
        if (value.length() != 1 || value.charAt(0) > 0x7F) {
            talk.error("\\pset: csv_fieldsep must be a single one-byte character");
            return false;
        }
        if ("\"\n\r".contains(value)) {
            talk.error("\\pset: csv_fieldsep cannot be a double quote, a newline, or a carriage return");
            return false;
        }
        settings.csvSeparator = value.charAt(0);
        return true;
    }

    private boolean pager(@Nullable String value) {
        if (value == null) {
            settings.pager = settings.pager == 1 ? 0 : 1;
            return true;
        }
        Boolean on = ParsedValue.bool(value);
        if (value.equalsIgnoreCase("always")) {
            settings.pager = 2;
        } else if (on == null) {
            talk.error(ParsedValue.notAmong(value, "pager", "on, off, always"));
            return false;
        } else {
            settings.pager = on ? 1 : 0;
        }
        return true;
    }

    private boolean flag(String name, @Nullable String value, boolean toggled, Consumer<Boolean> to) {
        if (value == null) {
            to.accept(toggled);
            return true;
        }
        Boolean on = ParsedValue.bool(value);
        if (on == null) {
            talk.error(ParsedValue.notBool(value, name));
            return false;
        }
        to.accept(on);
        return true;
    }

    /** Whether nothing is told of an option that was given a value: as psql, which returns too early there. */
    static boolean isSilent(String name, @Nullable String value) {
        return value != null
                && switch (name) {
                    case "numericlocale", "t", "tuples_only", "footer" -> true;
                    default -> false;
                };
    }
}
