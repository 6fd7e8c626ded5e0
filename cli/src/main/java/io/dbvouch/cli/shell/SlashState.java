package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.scan.SqlScanner;
import io.dbvouch.cli.shell.scan.VariableLookup;
import org.jspecify.annotations.Nullable;

/** What a backslash command may see and change of the script that it stands in: the query so far, and the conditions. */
final class SlashState {
    final Conditions conditions = new Conditions();
    final StringBuilder query = new StringBuilder();
    final SqlScanner scanner;
    /** Whether there is a query buffer: not for a command of {@code -c}. */
    final boolean buffered;
    /** The query that was sent last. */
    String previous = "";

    private final Shell shell;

    SlashState(Shell shell) {
        this(shell, true);
    }

    SlashState(Shell shell, boolean buffered) {
        this.shell = shell;
        this.buffered = buffered;
        scanner = new SqlScanner(new Lookup());
    }

    void sent(String sql) {
        previous = sql;
        query.setLength(0);
    }

    /** The query that {@code \g} would send. */
    String current() {
        return query.isEmpty() ? previous : query.toString();
    }

    private final class Lookup implements VariableLookup {
        @Override
        public @Nullable String value(String name) {
            return conditions.active() ? shell.variables.get(name) : null;
        }

        @Override
        public boolean standardStrings() {
            return shell.standardStrings();
        }

        @Override
        public boolean refuses(String value) {
            String complaint = shell.settings.encoding.complaint(value);
            if (complaint != null) {
                shell.talk.info(complaint);
            }
            return complaint != null;
        }

        @Override
        public @Nullable String shell(String command) {
            return conditions.active() ? shell.programs.output(command) : null;
        }

        @Override
        public void warn(String message) {
            shell.talk.warning(message);
        }

        @Override
        public void error(String message) {
            shell.talk.error(message);
        }
    }
}
