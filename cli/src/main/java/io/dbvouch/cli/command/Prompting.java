package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import io.dbvouch.access.AccessSession;
import io.dbvouch.access.Folders;
import io.dbvouch.cli.output.Colour;
import io.dbvouch.cli.output.TerminalAbilities;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.cli.output.Utf8Sink;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Interrupts;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.shell.Dialogue;
import io.dbvouch.cli.shell.Script;
import io.dbvouch.cli.shell.Shell;
import io.dbvouch.cli.shell.terminal.EditedLines;
import io.dbvouch.cli.shell.terminal.KeptLines;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.PlainLines;
import io.dbvouch.cli.shell.terminal.Typist;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The prompt of {@code connect}. What it takes to edit lines is made ready while the session is opened. */
final class Prompting implements AutoCloseable {
    private static final String START_FILE = "shellrc";

    private final Invocation invocation;
    private final LiveLine live;
    private final ScriptOptions options;
    private final Folders folders;
    private final FutureTask<Typist> typist;

    Prompting(Invocation plain, ScriptOptions options, String target) {
        TerminalAbilities abilities = TerminalAbilities.of(plain.environment(), true);
        live = new LiveLine(new FileOutputStream(FileDescriptor.out), abilities);
        invocation = new Invocation(
                plain.environment(),
                new Utf8Sink(live.guard(new FileOutputStream(FileDescriptor.out))),
                new PrintStream(live.guard(new FileOutputStream(FileDescriptor.err)), true, StandardCharsets.UTF_8),
                plain.clock(),
                plain.version());
        this.options = options;
        this.folders = Folders.of(invocation.environment());
        KeptLines kept = new KeptLines(KeptLines.file(folders.history(), target), invocation::say);
        boolean edited = abilities.redraws() && !options.plainLines;
        typist = new FutureTask<>(() -> edited
                ? EditedLines.open(kept, Colour.of(plain.environment(), true).isOn())
                : new PlainLines(new FileInputStream(FileDescriptor.in), invocation.out()));
        DaemonThreads.named("terminal").start(typist);
    }

    /** With streams that leave the bottom line to what is shown there. */
    Invocation invocation() {
        return invocation;
    }

    /** Until the person leaves. */
    int run(Shell shell, AccessSession session, Interrupts interrupts) throws IOException {
        Script script = new Script(shell);
        String wrong = options.applyTo(script);
        if (wrong != null) {
            if (!wrong.isEmpty()) {
                invocation.say(wrong);
            }
            return ExitCode.FAILED;
        }
        Typist ready = typist();
        interrupts.prompt(ready::interrupt);
        Dialogue dialogue = new Dialogue(shell, ready, live, interrupts::clear);
        if (!options.quiet) {
            greet(session);
        }
        if (!options.noStartFile) {
            dialogue.runFirst(folders.config().resolve(START_FILE));
        }
        return dialogue.run();
    }

    private Typist typist() {
        try {
            return typist.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the terminal cannot be used", e.getCause());
        } catch (InterruptedException _) {
            throw new AccessException.Interrupted("interrupted");
        }
    }

    private void greet(AccessSession session) {
        String server = session.parameter("server_version");
        say("dbvouch " + invocation.version() + ", PostgreSQL " + (server == null ? "" : server) + " at "
                + session.endpoint());
        say("SSL connection (protocol: " + session.tls().protocol() + ", cipher: "
                + session.tls().cipher() + ", compression: off)");
        say("You are " + session.person().name() + ", as user \"" + session.user() + "\", on record as session "
                + session.id() + ".");
        say("Type \"help\" for help.");
        invocation.err().println();
    }

    private void say(String line) {
        invocation.err().println(TerminalText.line(line));
    }

    @Override
    public void close() {
        typist().close();
    }
}
