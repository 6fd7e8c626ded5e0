package io.dbvouch.ledger;

import java.util.regex.Pattern;

/**
 * One record of PostgreSQL's csvlog, put together from its lines: a quoted value may hold newlines. Source of the columns:
 * PostgreSQL documentation, "Using CSV-Format Log Output"; later versions have added columns at the end only.
 */
final class CsvRecord {
    private static final int USER = 1;
    private static final int MESSAGE = 13;
    private static final int APPLICATION = 22;

    /** More than a name, or the message of a connection, needs. */
    private static final int LONGEST = 4096;

    /** {@code 2026-11-22 10:15:30.123 UTC,"arianna",} and so on; there is no user before somebody has logged in. */
    private static final Pattern START =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} [^,\" ]+,[\",].*", Pattern.DOTALL);

    private final StringBuilder value = new StringBuilder();
    private String user = "";
    private String message = "";
    private String application = "";
    private int column;
    private boolean quoted;
    private boolean closed;
    private boolean broken;

    /** Whether a record starts with this line. */
    static boolean starts(String line) {
        return START.matcher(line).matches();
    }

    /** Adds a line. True if the record goes on with the next one. */
    boolean add(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                if (c != '"') {
                    append(c);
                } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    append(c);
                    i++;
                } else {
                    quoted = false;
                    closed = true;
                }
            } else if (c == ',') {
                endValue();
            } else if (c == '"' && value.isEmpty() && !closed) {
                quoted = true;
            } else if (closed) {
                broken = true;
                return false;
            } else {
                append(c);
            }
        }
        if (quoted) {
            append('\n');
        } else {
            endValue();
        }
        return quoted;
    }

    private void append(char c) {
        if (value.length() < LONGEST) {
            value.append(c);
        }
    }

    private void endValue() {
        switch (column) {
            case USER -> user = value.toString();
            case MESSAGE -> message = value.toString();
            case APPLICATION -> application = value.toString();
            default -> {}
        }
        value.setLength(0);
        closed = false;
        column++;
    }

    /** Whether it is a whole record, with all columns that are wanted. */
    boolean isWhole() {
        return !broken && !quoted && column > APPLICATION;
    }

    String user() {
        return user;
    }

    String message() {
        return message;
    }

    String application() {
        return application;
    }
}
