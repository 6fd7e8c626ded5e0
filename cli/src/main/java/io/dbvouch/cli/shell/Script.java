package io.dbvouch.cli.shell;

import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.shell.Settings.Echo;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command line asks to be run, one after the other (PostgreSQL, {@code main} in {@code src/bin/psql/startup.c}). */
public final class Script {
    private final Shell shell;

    public Script(Shell shell) {
        this.shell = shell;
    }

    /** Something to be run. */
    public sealed interface Action {
        /** {@code -c}: SQL that is sent as it is, or one backslash command. */
        record Command(String text) implements Action {}

        /** {@code -f}: a file, {@code -} for standard input. */
        record File(String name) implements Action {}

        /** Standard input, where nothing else is asked for. */
        record StandardInput() implements Action {}
    }

    /** {@code -v}: a variable, unset where there is no value; false where the value is not one for it. */
    public boolean variable(String name, @Nullable String value) {
        return shell.variables.set(name, value);
    }

    /** {@code -P} and its short forms; false where it is wrong. */
    public boolean print(String name, @Nullable String value) {
        return shell.pset.set(name, value);
    }

    /** {@code -o}: a file for results; false where it cannot be written. */
    public boolean output(String file) throws IOException {
        QueryOutput to = new Files(shell).create(file);
        if (to != null) {
            shell.queryOutput(to);
        }
        return to != null;
    }

    /** {@code -L}: a file for what is sent and what comes of it; false where it cannot be written. */
    public boolean log(String file) {
        try {
            shell.log = SessionLog.appendTo(shell.file(file));
            return true;
        } catch (IOException e) {
            shell.talk.error("could not open log file \"" + file + "\": " + Files.reason(e));
            return false;
        }
    }

    /**
     * Runs all of it.
     *
     * @param oneTransaction {@code -1}
     * @return the exit code: that of the last one, {@link ExitCode#SQL_ERROR} where an error has stopped it, or psql's 2 where
     *     there is no connection any more
     */
    public int run(List<Action> actions, boolean oneTransaction) throws IOException {
        try {
            return runAll(actions, oneTransaction);
        } catch (ConnectionLost end) {
            return end.exitCode();
        }
    }

    private int runAll(List<Action> actions, boolean oneTransaction) throws IOException {
        if (oneTransaction && !shell.queries.run("BEGIN") && shell.settings.onErrorStop) {
            return ExitCode.SQL_ERROR;
        }
        int exitCode = ExitCode.DONE;
        for (Action action : actions) {
            exitCode = run(action);
            if (shell.stopped() || (exitCode != ExitCode.DONE && shell.settings.onErrorStop)) {
                break;
            }
        }
        if (oneTransaction) {
            // What was interrupted is not kept by halves.
            boolean back = shell.stopped() || (exitCode != ExitCode.DONE && shell.settings.onErrorStop);
            if (!shell.queries.run(back ? "ROLLBACK" : "COMMIT") && shell.settings.onErrorStop) {
                return ExitCode.SQL_ERROR;
            }
        }
        return exitCode;
    }

    private int run(Action action) throws IOException {
        return switch (action) {
            case Action.Command command -> {
                shell.talk.in(null);
                if (shell.settings.echo == Echo.ALL) {
                    shell.println(command.text());
                }
                boolean good =
                        command.text().startsWith("\\") ? slash(command.text()) : shell.runner.send(command.text());
                yield good ? ExitCode.DONE : ExitCode.FAILED;
            }
            case Action.File file -> exitCode(new ScriptFile(shell).run(file.name(), false));
            case Action.StandardInput _ -> exitCode(new ScriptFile(shell).runUnnamed());
        };
    }

    private boolean slash(String text) throws IOException {
        SlashState state = new SlashState(shell, false);
        state.scanner.start(text);
        state.scanner.next(state.query);
        return shell.commands.run(state) != Outcome.ERROR;
    }

    private static int exitCode(ScriptLoop.End end) {
        return switch (end) {
            case DONE -> ExitCode.DONE;
            case UNREADABLE -> ExitCode.FAILED;
            case ERROR -> ExitCode.SQL_ERROR;
        };
    }
}
