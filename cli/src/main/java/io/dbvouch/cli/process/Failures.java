package io.dbvouch.cli.process;

import io.dbvouch.AccessException;
import io.dbvouch.cli.output.Colour;
import io.dbvouch.cli.output.TerminalText;
import java.io.PrintStream;
import java.util.Map;

/**
 * How a failure is shown: what happened on one line, what belongs to it, then what to do.
 *
 * <pre>
 * dbvouch: sign-in for sso-session "corp" expired 2 h ago
 *   try: dbvouch login --sso-session corp
 * </pre>
 */
public final class Failures {
    private final PrintStream err;
    private final Colour colour;

    public Failures(PrintStream err, Colour colour) {
        this.err = err;
        this.colour = colour;
    }

    /**
     * Shows a failure.
     *
     * @param verbose with the evidence
     */
    public void show(AccessException failure, boolean verbose) {
        err.println(colour.paint(Colour.Style.RED, "dbvouch:") + " " + TerminalText.line(failure.getMessage()));
        for (String note : failure.notes()) {
            err.println("  " + TerminalText.line(note));
        }
        if (verbose) {
            for (Map.Entry<String, String> fact : failure.evidence().entrySet()) {
                err.println("  " + fact.getKey() + ": " + TerminalText.line(fact.getValue()));
            }
        }
        for (String hint : failure.hints()) {
            err.println("  try: " + TerminalText.line(hint));
        }
    }
}
