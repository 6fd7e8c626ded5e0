package io.dbvouch.cli.output;

import java.util.List;

/** How wide the columns of an aligned table are. */
final class ColumnWidths {
    private final int[] names;
    private final int[] widest;
    private final long[] sums;
    private final int[] shown;
    /** What is not text: bars, blanks, borders. */
    private final int frame;

    /**
     * Begins with the columns' names.
     *
     * @param border 0 to 2
     */
    ColumnWidths(List<Column> columns, int border) {
        int count = columns.size();
        names = new int[count];
        widest = new int[count];
        sums = new long[count];
        shown = new int[count];
        Cell cell = new Cell();
        for (int i = 0; i < count; i++) {
            cell.set(columns.get(i).name());
            names[i] = cell.width();
            add(i, cell.width());
            sums[i] = 0;
        }
        frame = switch (border) {
            case 0 -> count;
            case 1 -> Math.max(0, count * 3 - 1);
            default -> count * 3 + 1;
        };
    }

    void add(int column, int width) {
        widest[column] = Math.max(widest[column], width);
        shown[column] = widest[column];
        sums[column] += width;
    }

    /** The widths to show the columns in. */
    int[] shown() {
        return shown;
    }

    int total() {
        int total = frame;
        for (int width : shown) {
            total += width;
        }
        return total;
    }

    boolean exceed(int pageWidth) {
        return pageWidth > 0 && (pageWidth < totalOfNames() || pageWidth < total());
    }

    private int totalOfNames() {
        int total = frame;
        for (int width : names) {
            total += width;
        }
        return total;
    }

    /**
     * Makes columns narrower until they fit the page, but none narrower than its name: again and again the one whose widest
     * value is the furthest from the average, as the fewest of its values have to be broken.
     */
    void shrink(int pageWidth, long rows) {
        if (pageWidth <= 0 || pageWidth < totalOfNames()) {
            return;
        }
        int total = total();
        while (total > pageWidth) {
            int worst = worst(rows);
            if (worst < 0) {
                return;
            }
            shown[worst]--;
            total--;
        }
    }

    private int worst(long rows) {
        double most = 0;
        int worst = -1;
        for (int i = 0; i < shown.length; i++) {
            long average = rows == 0 ? 0 : sums[i] / rows;
            if (average > 0 && shown[i] > names[i]) {
                double ratio = (double) shown[i] / average + widest[i] * 0.01;
                if (ratio > most) {
                    most = ratio;
                    worst = i;
                }
            }
        }
        return worst;
    }
}
