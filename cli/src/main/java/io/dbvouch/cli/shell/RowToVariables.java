package io.dbvouch.cli.shell;

import io.dbvouch.Utf8;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RowSource;

/** {@code \gset}: the values of the only row become variables. */
final class RowToVariables {
    private final Shell shell;

    RowToVariables(Shell shell) {
        this.shell = shell;
    }

    boolean store(ResultTable table, String prefix) {
        if (table.size() != 1) {
            shell.talk.error(
                    table.size() == 0 ? "no rows returned for \\gset" : "more than one row returned for \\gset");
            return false;
        }
        RowSource<RuntimeException> rows = table.source();
        rows.next();
        for (int i = 0; i < table.columns().size(); i++) {
            // A script that names the variable is read as UTF-8.
            String name = prefix + Utf8.reread(table.columns().get(i).name());
            String value = rows.value(i);
            if (shell.variables.isSpecial(name)) {
                shell.talk.warning("attempt to \\gset into specially treated variable \"" + name + "\" ignored");
            } else if (!shell.variables.set(name, value == null ? null : Utf8.reread(value))) {
                return false;
            }
        }
        return true;
    }
}
