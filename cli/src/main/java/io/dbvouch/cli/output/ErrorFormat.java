package io.dbvouch.cli.output;

import io.dbvouch.cli.output.ServerMessage.Field;
import org.jspecify.annotations.Nullable;

/**
 * Writes errors and notices as psql does (PostgreSQL, {@code pqBuildErrorMessage3} in
 * {@code src/interfaces/libpq/fe-protocol3.c}), with every unsafe character but newline and tab shown escaped.
 *
 * <pre>{@code
 * ERROR:  column "nam" does not exist
 * LINE 1: select nam from person
 *                ^
 * HINT:  Perhaps you meant to reference the column "person.name".
 * }</pre>
 *
 * @param verbosity psql's {@code VERBOSITY}
 * @param context psql's {@code SHOW_CONTEXT}
 */
public record ErrorFormat(Verbosity verbosity, ContextVisibility context) {
    /** As psql starts. */
    public static final ErrorFormat DEFAULT = new ErrorFormat(Verbosity.DEFAULT, ContextVisibility.ERRORS);

    /** How much is said. */
    public enum Verbosity {
        /** Severity and SQLSTATE alone. */
        SQLSTATE,
        /** The primary message, on one line with its position. */
        TERSE,
        DEFAULT,
        /** Also the SQLSTATE, the names of the objects and the place in the server's source. */
        VERBOSE
    }

    /** When {@code CONTEXT} is shown. */
    public enum ContextVisibility {
        NEVER,
        ERRORS,
        ALWAYS
    }

    /**
     * An error.
     *
     * @param statement what the server was sent, null if it is not known
     * @return one or more lines, each with its newline
     */
    public String error(ServerMessage error, @Nullable String statement) {
        return format(error, statement, context != ContextVisibility.NEVER);
    }

    /** A notice, warning or any other message that does not end the statement. Otherwise as {@link #error}. */
    public String notice(ServerMessage notice, @Nullable String statement) {
        return format(notice, statement, context == ContextVisibility.ALWAYS);
    }

    private String format(ServerMessage message, @Nullable String statement, boolean withContext) {
        StringBuilder text = new StringBuilder();
        text.append(safe(message.severity())).append(":  ");
        String sqlState = message.sqlState();
        if (verbosity == Verbosity.SQLSTATE && sqlState != null) {
            return text.append(safe(sqlState)).append('\n').toString();
        }
        if (verbosity == Verbosity.VERBOSE && sqlState != null) {
            text.append(safe(sqlState)).append(": ");
        }
        text.append(safe(message.message()));
        boolean terse = verbosity == Verbosity.SQLSTATE || verbosity == Verbosity.TERSE;
        appendPosition(text, message, statement, terse);
        if (!terse) {
            append(text, "DETAIL", message.get(Field.DETAIL));
            append(text, "HINT", message.get(Field.HINT));
            append(text, "QUERY", message.get(Field.INTERNAL_QUERY));
            if (withContext) {
                append(text, "CONTEXT", message.get(Field.WHERE));
            }
        }
        if (verbosity == Verbosity.VERBOSE) {
            append(text, "SCHEMA NAME", message.get(Field.SCHEMA));
            append(text, "TABLE NAME", message.get(Field.TABLE));
            append(text, "COLUMN NAME", message.get(Field.COLUMN));
            append(text, "DATATYPE NAME", message.get(Field.DATA_TYPE));
            append(text, "CONSTRAINT NAME", message.get(Field.CONSTRAINT));
            append(text, "LOCATION", location(message));
        }
        return text.toString();
    }

    /** Ends the line of the primary message, and points into the statement if it is there to point into. */
    private static void appendPosition(
            StringBuilder text, ServerMessage message, @Nullable String statement, boolean terse) {
        String position = message.get(Field.POSITION);
        String query = statement;
        if (position == null) {
            position = message.get(Field.INTERNAL_POSITION);
            query = message.get(Field.INTERNAL_QUERY);
        }
        if (position != null && (terse || query == null)) {
            text.append(" at character ").append(safe(position));
        }
        text.append('\n');
        if (position != null && query != null && !terse) {
            text.append(ErrorPosition.show(query, number(position)));
        }
    }

    private static void append(StringBuilder text, String label, @Nullable String value) {
        if (value != null) {
            text.append(label).append(":  ").append(safe(value)).append('\n');
        }
    }

    private static @Nullable String location(ServerMessage message) {
        String file = message.get(Field.FILE);
        String line = message.get(Field.LINE);
        String routine = message.get(Field.ROUTINE);
        if (file == null && line == null && routine == null) {
            return null;
        }
        return (routine == null ? "" : routine + ", ") + (file == null || line == null ? "" : file + ":" + line);
    }

    /** A position that is no number is none. */
    private static int number(String position) {
        try {
            return Integer.parseInt(position);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static String safe(String text) {
        return Escapes.escape(text, "\n\t");
    }
}
