package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.output.TableOptions;
import io.dbvouch.cli.output.TablePart;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.shell.PrintSettings.Expanded;
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
        int columns = shell.terminalColumns(to);
        if (shell.log == null) {
            shell.show(to, sink -> print.format(options, columns).write(rows, sink));
        } else {
            shell.show(to, sink -> part(kept(rows, Integer.MAX_VALUE), print, options, columns, sink));
        }
    }

    /**
     * Prints so many rows at a time, as they come: what is wide among the first ones does not wait for what is wide among the
     * last ones (PostgreSQL, {@code ExecQueryUsingCursor} in {@code src/bin/psql/common.c}).
     *
     * @param count from 1 on
     */
    <E extends Exception> void printInParts(QueryOutput to, RowSource<E> rows, int count) throws IOException, E {
        int columns = shell.terminalColumns(to);
        PrintSettings print = shell.print.copy();
        shell.show(to, sink -> {
            TablePart part = TablePart.FIRST;
            while (true) {
                ResultTable kept = kept(rows, count);
                boolean last = kept.size() < count;
                if (!last && to.isStandard() && print.expanded == Expanded.AUTO) {
                    // Some parts across the page and others down it would be no table.
                    print.expanded = Expanded.ON;
                }
                part(kept, print, print.options().withPart(last ? part.asLast() : part), columns, sink);
                if (last) {
                    return;
                }
                sink.flush();
                part = part.next(count);
            }
        });
    }

    private void part(ResultTable kept, PrintSettings print, TableOptions options, int columns, TextSink sink)
            throws IOException {
        if (shell.log != null) {
            shell.log.rows(kept, print, options);
        }
        print.format(options, columns).write(kept.source(), sink);
    }

    /** The next rows, as many as that if there are so many. */
    private static <E extends Exception> ResultTable kept(RowSource<E> rows, int count) throws E {
        ResultTable kept = new ResultTable(rows.columns());
        @Nullable String[] row = new @Nullable String[rows.columns().size()];
        while (kept.size() < count && rows.next()) {
            for (int i = 0; i < row.length; i++) {
                row[i] = rows.value(i);
            }
            kept.row(row);
        }
        return kept;
    }
}
