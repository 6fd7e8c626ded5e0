package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.Pager;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.Page;
import io.dbvouch.cli.shell.terminal.Typist;
import java.util.List;

/** The terminal of a person at the prompt: how large it is, and what is shown on it. */
final class Screen {
    private final Shell shell;
    private final Typist typist;
    private final LiveLine live;

    Screen(Shell shell, Typist typist, LiveLine live) {
        this.shell = shell;
        this.typist = typist;
        this.live = live;
    }

    LiveLine live() {
        return live;
    }

    /** What was typed, oldest first, but for what may hold a secret. */
    List<String> typed() {
        return typist.typed();
    }

    int columns() {
        return typist.size().columns();
    }

    /** A result on its way (PostgreSQL, {@code PageOutput} in {@code src/fe_utils/print.c}). */
    Page page(TextSink to, int columns) {
        String command = Pager.command(shell.programs.environment(), "PSQL_PAGER", "PAGER");
        return new Page(to, command.isBlank() ? Page.Limits.NEVER : limits(columns), () -> {
            live.hide();
            return Pager.start(command, shell.programs.environment());
        });
    }

    private Page.Limits limits(int columns) {
        int lines = typist.size().lines();
        return switch (shell.print.pager) {
            case 0 -> Page.Limits.NEVER;
            case 1 ->
                lines == 0 ? Page.Limits.NEVER : new Page.Limits(Math.max(lines, shell.print.pagerMinLines), columns);
            default -> Page.Limits.ALWAYS;
        };
    }
}
