package io.dbvouch.cli.shell;

import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.Typist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A person at the prompt, until they leave. */
public final class Dialogue {
    private final Shell shell;
    private final TypedInput input;
    private @Nullable ConnectionLost lostAtStart;

    /**
     * The shell, from now on with a person to ask.
     *
     * @param live at the bottom of the terminal that the shell writes to
     * @param resumption takes note that a Ctrl-C has done what it was for
     */
    public Dialogue(Shell shell, Typist typist, LiveLine live, Runnable resumption) {
        this.shell = shell;
        input = new TypedInput(shell, typist, resumption);
        shell.standardInput = input;
        Screen screen = new Screen(typist, live);
        shell.screen = screen;
        shell.paging = new Paging(shell, typist::size, false, screen::lend);
        shell.talk.in(null);
    }

    /** Runs what the person always wants to be run first, if there is such a file. */
    public void runFirst(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            shell.programs.inOwnScript(true);
            try {
                new ScriptFile(shell).run(file.toString(), false);
            } catch (ConnectionLost end) {
                lostAtStart = end;
                return;
            }
            shell.programs.inOwnScript(false);
            shell.connection.runsRest();
            input.resume();
        }
    }

    /** Runs what is typed. */
    public int run() throws IOException {
        if (lostAtStart != null) {
            return lostAtStart.exitCode();
        }
        try {
            return switch (new ScriptLoop(shell, input).run()) {
                case DONE -> ExitCode.DONE;
                case UNREADABLE, ERROR -> ExitCode.FAILED;
            };
        } catch (ConnectionLost end) {
            // In a script within: it is not known how much of it was done.
            return end.exitCode();
        }
    }
}
