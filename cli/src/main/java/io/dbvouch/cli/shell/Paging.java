package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.Pager;
import io.dbvouch.cli.shell.terminal.Page;
import io.dbvouch.cli.shell.terminal.Typist;
import java.util.function.Supplier;

/** A pager for whoever sits at the terminal that results go to (PostgreSQL, {@code PageOutput} in {@code src/fe_utils/print.c}). */
final class Paging {
    private final Shell shell;
    private final Supplier<Typist.Size> size;
    private final boolean costly;
    private final Runnable before;

    /**
     * On a terminal.
     *
     * @param size how large it is now
     * @param costly whether to learn that takes time
     * @param before what is done before a pager is started
     */
    Paging(Shell shell, Supplier<Typist.Size> size, boolean costly, Runnable before) {
        this.shell = shell;
        this.size = size;
        this.costly = costly;
        this.before = before;
    }

    int columns() {
        return size.get().columns();
    }

    /**
     * A result on its way.
     *
     * @param columns more than these are too wide; 0 for as many as the terminal has
     */
    Page page(TextSink to, int columns) {
        String command = Pager.command(shell.programs.environment(), "PSQL_PAGER", "PAGER");
        Page.Starter starter = () -> {
            before.run();
            return Pager.start(command, shell.programs.environment());
        };
        int wanted = command.isBlank() ? 0 : shell.print.pager;
        return switch (wanted) {
            case 0 -> new Page(to, Page.Limits.NEVER, starter);
            case 1 -> costly ? new Page(to, () -> limits(columns), starter) : new Page(to, limits(columns), starter);
            default -> new Page(to, Page.Limits.ALWAYS, starter);
        };
    }

    private Page.Limits limits(int columns) {
        Typist.Size now = size.get();
        int lines = Math.max(now.lines(), shell.print.pagerMinLines);
        return now.lines() == 0 ? Page.Limits.NEVER : new Page.Limits(lines, columns > 0 ? columns : now.columns());
    }
}
