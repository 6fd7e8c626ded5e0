package io.dbvouch.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code \h} tells of a statement: what it is for, and where PostgreSQL's documentation tells the rest.
 *
 * @param name as it is written: {@code CREATE TABLE AS}
 * @param purpose a line
 * @param page of the documentation, without {@code sql-}
 */
record StatementHelp(String name, String purpose, String page) {
    private static final String DOCUMENTATION = "https://www.postgresql.org/docs/";
    private static final String ALL = "*";
    /** How wide the terminal is where nobody knows. */
    private static final int USUAL_WIDTH = 80;

    private static final int INDENT = 2;

    /** Reads a line of the table: {@code name|purpose}, then {@code |page} where it is not called as the name is. */
    static StatementHelp parse(String line) {
        String[] fields = line.split("\\|", -1);
        String page = fields.length > 2
                ? fields[2]
                : fields[0].toLowerCase(Locale.ROOT).replace(" ", "");
        return new StatementHelp(fields[0], fields[1], page);
    }

    /** All of it, for a server of some major version. */
    String text(int version) {
        return "Command:     " + name + "\nDescription: " + purpose + "\nURL: " + DOCUMENTATION + version + "/sql-"
                + page + ".html\n\n";
    }

    /**
     * Those that a topic means (PostgreSQL, {@code helpSQL} in {@code src/bin/psql/help.c}): all that begin so; else all that
     * begin with its first two words, of whose end a letter may be wrong; else with its first word. One that is named
     * exactly is alone, but for those before it.
     */
    static List<StatementHelp> about(String topic, List<StatementHelp> all) {
        for (int length : lengths(topic)) {
            List<StatementHelp> found = new ArrayList<>();
            for (StatementHelp each : all) {
                if (topic.equals(ALL) || each.name.regionMatches(true, 0, topic, 0, length)) {
                    found.add(each);
                }
                if (each.name.equalsIgnoreCase(topic)) {
                    break;
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** How much of a topic is looked for, one after the other. */
    private static List<Integer> lengths(String topic) {
        int first = end(topic, 0);
        int second = end(topic, first + 1);
        return first == topic.length() ? List.of(first) : List.of(topic.length(), second - 1, first);
    }

    private static int end(String topic, int from) {
        int blank = topic.indexOf(' ', from);
        return blank < 0 ? topic.length() : blank;
    }

    /** Their names in columns, read downwards, as many as fit. */
    static String columns(List<StatementHelp> all, int terminalWidth) {
        int width = 1 + all.stream().mapToInt(each -> each.name.length()).max().orElse(0);
        int page = terminalWidth > 0 ? terminalWidth : USUAL_WIDTH;
        int columns = Math.max(1, (page - INDENT - 1) / width);
        int rows = (all.size() + columns - 1) / columns;
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            text.repeat(' ', INDENT);
            for (int column = 0; column < columns; column++) {
                int index = row + column * rows;
                String name = index < all.size() ? all.get(index).name : "";
                text.append(name).repeat(' ', column + 1 < columns ? width - name.length() : 0);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
