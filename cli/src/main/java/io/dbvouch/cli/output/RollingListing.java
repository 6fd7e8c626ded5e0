package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listing as {@link ListingFormat} writes it, of any length: columns are as wide as what the first rows need, and become
 * wider where a later one needs more. Memory does not grow with the rows. On a terminal that shows colour, the names of the
 * columns are bold, and one column has the colour of its row.
 */
public final class RollingListing {
    private static final int GAP = 2;
    private static final int HELD = 1000;

    private final List<String> names;
    private final int coloured;
    private final Colour colour;
    private final TextSink out;
    private final List<Row> rows = new ArrayList<>();
    private final int[] widths;
    private boolean begun;

    private record Row(Colour.@Nullable Style style, List<String> cells) {}

    /**
     * Begins a listing; nothing is written before there is a row.
     *
     * @param names the names of the columns
     * @param coloured the column that takes the colour, from 0
     */
    public RollingListing(List<String> names, int coloured, Colour colour, TextSink out) {
        this.names = List.copyOf(names);
        this.coloured = coloured;
        this.colour = colour;
        this.out = out;
        widths = new int[names.size()];
        widen(names);
    }

    /** Adds a row. Unsafe characters are shown escaped, newlines and tabs too. */
    public void row(Colour.@Nullable Style style, List<String> values) throws IOException {
        List<String> cells =
                values.stream().map(value -> Escapes.escape(value, "")).toList();
        widen(cells);
        rows.add(new Row(style, cells));
        if (rows.size() == HELD) {
            write();
        }
    }

    private void widen(List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], DisplayWidth.of(cells.get(i)));
        }
    }

    /** Writes what is held back for the columns' widths. Does not flush. */
    public void write() throws IOException {
        if (!begun && !rows.isEmpty()) {
            begun = true;
            line(names, -1, Colour.Style.BOLD);
        }
        for (Row row : rows) {
            line(row.cells, coloured, row.style);
        }
        rows.clear();
    }

    /** Blanks are owed until there is something to stand behind them. A negative column is all of them. */
    private void line(List<String> cells, int styled, Colour.@Nullable Style style) throws IOException {
        int owed = 0;
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            if (!cell.isEmpty()) {
                out.pad(owed);
                out.write(style != null && (styled < 0 || styled == i) ? colour.paint(style, cell) : cell);
                owed = 0;
            }
            owed += widths[i] - DisplayWidth.of(cell) + GAP;
        }
        out.write('\n');
    }
}
