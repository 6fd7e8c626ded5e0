package io.dbvouch.cli.output;

/**
 * Where things stand in an expanded table.
 *
 * @param border 0 to 2
 * @param nameWidth columns of the widest name
 * @param valueWidth columns for values
 * @param namesGoOn whether a name has several lines
 * @param valuesGoOn whether a value has, or is broken, so that a mark may stand behind it
 * @param oldMarks whether marks stand to the left, as in {@code old-ascii}
 */
record ExpandedLayout(
        int border, int nameWidth, int valueWidth, boolean namesGoOn, boolean valuesGoOn, boolean oldMarks) {
    /** A page width that breaks no values. */
    static final int NOT_WRAPPED = -1;

    /** Less than this for values would be no use. */
    private static final int LEAST_FOR_VALUES = 3;

    static ExpandedLayout of(
            TableOptions options, Cell[] names, int valueWidth, boolean valuesGoOn, int pageWidth, long rows) {
        int nameWidth = 0;
        boolean namesGoOn = false;
        for (Cell name : names) {
            nameWidth = Math.max(nameWidth, name.width());
            namesGoOn |= name.count() > 1;
        }
        ExpandedLayout natural = new ExpandedLayout(
                Math.min(2, options.border()),
                nameWidth,
                valueWidth,
                namesGoOn,
                valuesGoOn,
                !options.lines().marksRight());
        return pageWidth == NOT_WRAPPED ? natural : natural.within(pageWidth, options.tuplesOnly() ? 0 : rows);
    }

    private ExpandedLayout within(int pageWidth, long rows) {
        int beside = nameWidth + frame();
        int heading = headingWidth(rows);
        int least = Math.max(beside + LEAST_FOR_VALUES, heading);
        int wanted = Math.max(beside + valueWidth, heading);
        int page = pageWidth <= 0 ? wanted : Math.clamp(pageWidth, least, Math.max(least, wanted));
        int width = (pageWidth >= wanted ? wanted : page) - beside;
        if (width < valueWidth && !valuesGoOn && border < 2 && !oldMarks) {
            return new ExpandedLayout(border, nameWidth, valueWidth, namesGoOn, true, false).within(pageWidth, rows);
        }
        return new ExpandedLayout(border, nameWidth, width, namesGoOn, valuesGoOn, oldMarks);
    }

    /** What stands beside names and values. */
    private int frame() {
        int frame =
                switch (border) {
                    case 0 -> namesGoOn ? 2 : 1;
                    case 1 -> namesGoOn && oldMarks ? 4 : 3;
                    default -> 7;
                };
        return valuesGoOn && border < 2 && !oldMarks ? frame + 1 : frame;
    }

    /** How wide the line is that numbers the last record. */
    private int headingWidth(long rows) {
        if (rows == 0) {
            return 0;
        }
        int digits = Long.toString(rows).length();
        return digits
                + switch (border) {
                    case 0 -> 9;
                    case 1 -> 12;
                    default -> 15;
                };
    }

    /** The width of names in the lines between records. */
    int nameRuleWidth() {
        return border < 2 && namesGoOn && oldMarks ? nameWidth + 1 : nameWidth;
    }
}
