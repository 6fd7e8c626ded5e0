package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.terminal.Typed;
import java.io.IOException;

/** How often somebody has pressed Ctrl-D with nothing typed in between: {@code IGNOREEOF} says how often does not count. */
final class IgnoredEnds {
    private final Shell shell;
    private int ends;
    private String endedBelow = "";

    IgnoredEnds(Shell shell) {
        this.shell = shell;
    }

    /** Something was typed. */
    void startAnew() {
        ends = 0;
    }

    /** Whether this one is meant; if not, what is has been said. */
    boolean leaves(Typed.End end) throws IOException {
        // Whoever has typed something since the last one does not mean that one.
        ends = end.below().equals(endedBelow) ? ends + 1 : 1;
        endedBelow = end.below();
        Integer wanted = ParsedValue.number(shell.variables.get("IGNOREEOF"));
        if (wanted == null || ends >= wanted) {
            try {
                shell.println(shell.settings.quiet ? "" : "\\q");
            } catch (IOException _) {
                // A terminal that has gone is an end, too, and shows nothing more.
            }
            return true;
        }
        if (!shell.settings.quiet) {
            shell.println("Use \"\\q\" to leave dbvouch.");
        }
        return false;
    }
}
