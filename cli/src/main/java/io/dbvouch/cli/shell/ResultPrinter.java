package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.ResultFormat;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.output.TableOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Prints results where they go, and into the log, if there is one. */
final class ResultPrinter {
    private final Shell shell;

    ResultPrinter(Shell shell) {
        this.shell = shell;
    }

    /** Prints rows as {@code \pset} says. */
    <E extends Exception> void print(QueryOutput to, RowSource<E> rows) throws IOException, E {
        print(to, rows, shell.print, shell.print.options());
    }

    /** Prints rows in a form of their own. */
    <E extends Exception> void print(QueryOutput to, RowSource<E> rows, PrintSettings print, TableOptions options)
            throws IOException, E {
        ResultFormat format = print.format(options, shell.terminalColumns(to));
        SessionLog log = shell.log;
        if (log == null) {
            shell.show(to, sink -> format.write(rows, sink));
        } else {
            ResultTable kept = kept(rows);
            log.rows(kept, print, options);
            shell.show(to, sink -> format.write(kept.source(), sink));
        }
    }

    private static <E extends Exception> ResultTable kept(RowSource<E> rows) throws E {
        ResultTable kept = new ResultTable(rows.columns());
        @Nullable String[] row = new @Nullable String[rows.columns().size()];
        while (rows.next()) {
            for (int i = 0; i < row.length; i++) {
                row[i] = rows.value(i);
            }
            kept.row(row);
        }
        return kept;
    }
}
