package io.dbvouch.cli.shell;

import io.dbvouch.access.ServerWords;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables that tell how the last statement went (PostgreSQL, {@code SetResultVariables}). */
final class ResultVariables {
    /** The command tags that end in a number of rows (PostgreSQL, {@code PQcmdTuples}). */
    private static final Pattern ROWS =
            Pattern.compile("(?:INSERT \\d+|SELECT|UPDATE|DELETE|MERGE|FETCH|MOVE|COPY) (\\d+)");

    private final ShellVariables variables;

    ResultVariables(ShellVariables variables) {
        this.variables = variables;
    }

    void succeeded(String commandTag) {
        Matcher rows = ROWS.matcher(commandTag);
        variables.set("ERROR", "false");
        variables.set("SQLSTATE", "00000");
        variables.set("ROW_COUNT", rows.matches() ? rows.group(1) : "0");
    }

    void failed(ServerWords error) {
        String state = error.sqlState() == null ? "" : error.sqlState();
        variables.set("ERROR", "true");
        variables.set("SQLSTATE", state);
        variables.set("ROW_COUNT", "0");
        variables.set("LAST_ERROR_SQLSTATE", state);
        variables.set("LAST_ERROR_MESSAGE", error.message());
    }
}
