package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.ResultFormat;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.output.TableOptions;
import io.dbvouch.cli.output.TablePart;
import io.dbvouch.cli.shell.PrintSettings.Expanded;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints results where they go, and into the log, if there is one. */
final class ResultPrinter {
    private final Shell shell;
    private final Formats formats;

    ResultPrinter(Shell shell) {
        this.shell = shell;
        this.formats = new Formats(shell);
    }

    /** Prints rows as {@code \pset} says; false where they cannot be said so, which has been said. */
    <E extends Exception> boolean print(QueryOutput to, RowSource<E> rows) throws IOException, E {
        return print(to, rows, shell.print, shell.print.options());
    }

    /** Prints rows in a form of their own; false where they cannot be said so. */
    <E extends Exception> boolean print(QueryOutput to, RowSource<E> rows, PrintSettings print, TableOptions options)
            throws IOException, E {
        ResultFormat format = formats.format(print, options, to);
        if (format == null) {
            return false;
        }
        if (shell.log == null) {
            shell.showRows(to, rows, format::write);
        } else {
            SessionLog log = shell.log;
            shell.show(to, sink -> {
                ResultTable kept = kept(rows, Integer.MAX_VALUE);
                log.rows(kept, print, options);
                format.write(kept.source(), sink);
            });
        }
        return true;
    }

    /**
     * Prints so many rows at a time, as they come: what is wide among the first ones does not wait for what is wide among the
     * last ones (PostgreSQL, {@code ExecQueryUsingCursor} in {@code src/bin/psql/common.c}).
     *
     * @param count from 1 on
     * @param timing what it takes to print is left out of it
     */
    <E extends Exception> boolean printInParts(QueryOutput to, RowSource<E> rows, int count, Timing timing)
            throws IOException, E {
        PrintSettings print = shell.print.copy();
        if (formats.format(print, print.options(), to) == null) {
            return false;
        }
        shell.show(to, sink -> {
            TablePart part = TablePart.FIRST;
            while (true) {
                ResultTable kept;
                try {
                    kept = kept(rows, count);
                } finally {
                    // Also of rows that fail: the pager that has shown those before is waited for next.
                    timing.pause();
                }
                boolean last = kept.size() < count;
                if (!last && to.isStandard() && print.expanded == Expanded.AUTO) {
                    // Some parts across the page and others down it would be no table.
                    print.expanded = Expanded.ON;
                }
                TableOptions options = print.options().withPart(last ? part.asLast() : part);
                if (shell.log != null) {
                    shell.log.rows(kept, print, options);
                }
                Objects.requireNonNull(formats.format(print, options, to)).write(kept.source(), sink);
                if (last) {
                    return;
                }
                sink.flush();
                timing.resume();
                part = part.next(count);
            }
        });
        return true;
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
