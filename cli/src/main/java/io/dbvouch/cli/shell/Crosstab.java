package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.shell.scan.SlashScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code \crosstabview [DOWN [ACROSS [DATA [ORDER]]]]}: one column's values name the rows, another one's the columns, and a third
 * one's fill the cells (PostgreSQL, {@code src/bin/psql/crosstabview.c}).
 */
final class Crosstab {
    /** Columns that may be named. */
    static final int ARGUMENTS = 4;

    /** {@code CROSSTABVIEW_MAX_COLUMNS}. */
    private static final int MOST_COLUMNS = 1600;

    private static final String NAME = "\\crosstabview: ";

    private final Talk talk;
    private final String nullText;

    Crosstab(Talk talk, String nullText) {
        this.talk = talk;
        this.nullText = nullText;
    }

    /** Says that it cannot be. */
    private static final class Impossible extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        Impossible(String message) {
            super(message, null, false, false);
        }
    }

    /** The columns of the result that matter; {@code order} is -1 where there is none. */
    private record Roles(int down, int across, int data, int order) {}

    /** The crossed table; null where there can be none, which has been said. */
    @Nullable
    ResultTable of(ResultTable result, List<String> arguments) {
        try {
            Roles roles = roles(result.columns(), arguments);
            return cross(result, roles);
        } catch (Impossible e) {
            talk.error(NAME + e.getMessage());
            return null;
        }
    }

    private static Roles roles(List<Column> columns, List<String> arguments) throws Impossible {
        if (columns.size() < 3) {
            throw new Impossible("query must return at least three columns");
        }
        int down = arguments.isEmpty() ? 0 : index(arguments.get(0), columns);
        int across = arguments.size() < 2 ? 1 : index(arguments.get(1), columns);
        if (down == across) {
            throw new Impossible("vertical and horizontal headers must be different columns");
        }
        int data;
        if (arguments.size() > 2) {
            data = index(arguments.get(2), columns);
        } else if (columns.size() == 3) {
            data = 3 - down - across;
        } else {
            throw new Impossible("data column must be specified when query returns more than three columns");
        }
        return new Roles(down, across, data, arguments.size() < ARGUMENTS ? -1 : index(arguments.get(3), columns));
    }

    private static int index(String argument, List<Column> columns) throws Impossible {
        if (argument.matches("[0-9]+")) {
            int number = argument.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(argument);
            if (number < 1 || number > columns.size()) {
                throw new Impossible("column number " + number + " is out of range 1.." + columns.size());
            }
            return number - 1;
        }
        String name = SlashScanner.folded(argument);
        int found = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                if (found >= 0) {
                    throw new Impossible("ambiguous column name: \"" + name + "\"");
                }
                found = i;
            }
        }
        if (found < 0) {
            throw new Impossible("column name not found: \"" + name + "\"");
        }
        return found;
    }

    private ResultTable cross(ResultTable result, Roles roles) throws Impossible {
        // In the order in which they appear first; with what they are to be put in order by.
        Map<@Nullable String, Integer> down = new LinkedHashMap<>();
        Map<@Nullable String, @Nullable String> across = new LinkedHashMap<>();
        RowSource<RuntimeException> rows = result.source();
        while (rows.next()) {
            String order = roles.order() < 0 ? null : rows.value(roles.order());
            String head = rows.value(roles.across());
            if (!across.containsKey(head)) {
                across.put(head, order);
            }
            if (across.size() > MOST_COLUMNS) {
                throw new Impossible("maximum number of columns (" + MOST_COLUMNS + ") exceeded");
            }
            down.putIfAbsent(rows.value(roles.down()), down.size());
        }
        List<@Nullable String> heads = heads(across, roles.order() >= 0);
        @Nullable String[][] cells = fill(result, roles, down, heads);
        List<Column> columns = new ArrayList<>();
        columns.add(result.columns().get(roles.down()));
        for (String head : heads) {
            columns.add(
                    new Column(shown(head), result.columns().get(roles.data()).type()));
        }
        ResultTable crossed = new ResultTable(columns);
        for (@Nullable String[] row : cells) {
            crossed.row(row);
        }
        return crossed;
    }

    private static List<@Nullable String> heads(Map<@Nullable String, @Nullable String> across, boolean ordered) {
        List<@Nullable String> heads = new ArrayList<>(across.keySet());
        if (ordered) {
            heads.sort(Comparator.comparingInt(head -> rank(across.get(head))));
        }
        return heads;
    }

    /** What is no whole number counts as none. */
    private static int rank(@Nullable String order) {
        return order != null && order.matches("-?[0-9]{1,9}") ? Integer.parseInt(order) : 0;
    }

    private @Nullable String[][] fill(
            ResultTable result, Roles roles, Map<@Nullable String, Integer> down, List<@Nullable String> heads)
            throws Impossible {
        Map<@Nullable String, Integer> places = new LinkedHashMap<>();
        heads.forEach(head -> places.put(head, places.size() + 1));
        @Nullable String[][] cells = new @Nullable String[down.size()][heads.size() + 1];
        down.forEach((name, row) -> cells[row][0] = shown(name));
        RowSource<RuntimeException> rows = result.source();
        while (rows.next()) {
            String name = rows.value(roles.down());
            String head = rows.value(roles.across());
            @Nullable String[] row = cells[down.getOrDefault(name, 0)];
            int place = places.getOrDefault(head, 0);
            if (row[place] != null) {
                throw new Impossible("query result contains multiple data values for row \"" + named(name)
                        + "\", column \"" + named(head) + "\"");
            }
            row[place] = shown(rows.value(roles.data()));
        }
        for (@Nullable String[] row : cells) {
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] == null ? "" : row[i];
            }
        }
        return cells;
    }

    private String shown(@Nullable String value) {
        return value == null ? nullText : value;
    }

    private String named(@Nullable String value) {
        if (value != null) {
            return value;
        }
        return nullText.isEmpty() ? "(null)" : nullText;
    }
}
