package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names and values of one thing, to be read by a person or, as one line of JSON, by a program. As text, the underscores of
 * names are blanks, and the values stand below each other; absent values are left out. In JSON they are null.
 *
 * <pre>{@code
 * person    arianna
 * role arn  arn:aws:sts::123456789012:assumed-role/dba/arianna
 * }</pre>
 */
public final class KeyValueTable {
    private static final int GAP = 2;

    private final List<Entry> entries = new ArrayList<>();

    /** Adds a text. */
    public KeyValueTable add(String name, @Nullable String value) {
        entries.add(new Entry(name, value, ColumnType.TEXT));
        return this;
    }

    /** Adds a number. */
    public KeyValueTable add(String name, long value) {
        entries.add(new Entry(name, Long.toString(value), ColumnType.NUMBER));
        return this;
    }

    /** Adds a yes or no; in JSON true or false. */
    public KeyValueTable add(String name, boolean value) {
        entries.add(new Entry(name, value ? "yes" : "no", ColumnType.BOOLEAN));
        return this;
    }

    /** Writes a line for each value; of a value of several lines the others are indented as the first is. */
    public void writeText(TextSink out) throws IOException {
        int width = 0;
        for (Entry entry : entries) {
            if (entry.value != null) {
                width = Math.max(width, DisplayWidth.of(entry.label()));
            }
        }
        Cell cell = new Cell();
        for (Entry entry : entries) {
            if (entry.value == null) {
                continue;
            }
            cell.set(entry.value);
            out.write(entry.label());
            for (int i = 0; i < cell.count(); i++) {
                if (!cell.line(i).isEmpty()) {
                    out.pad(GAP + width - (i == 0 ? DisplayWidth.of(entry.label()) : 0));
                    out.write(cell.line(i));
                }
                out.write('\n');
            }
        }
    }

    /** Writes one JSON object on one line. */
    public void writeJson(TextSink out) throws IOException {
        out.write('{');
        String comma = "";
        for (Entry entry : entries) {
            out.write(comma);
            comma = ",";
            Json.writeString(entry.name, out);
            out.write(':');
            String value = entry.value;
            switch (entry.type) {
                case NUMBER -> out.write(value == null ? "null" : value);
                case BOOLEAN -> out.write("yes".equals(value) ? "true" : "false");
                case MONEY, TEXT -> {
                    if (value == null) {
                        out.write("null");
                    } else {
                        Json.writeString(value, out);
                    }
                }
            }
        }
        out.write("}\n");
    }

    private record Entry(String name, @Nullable String value, ColumnType type) {
        String label() {
            return Escapes.escape(name.replace('_', ' '), "");
        }
    }
}
