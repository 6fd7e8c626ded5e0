package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.TerminalAbilities;
import io.dbvouch.cli.shell.session.SqlSession;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.PlainLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Somebody who types at a prompt, without a terminal, in a session that brings nothing. */
abstract class Conversation {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final FakeSession session = new FakeSession();
    final AtomicBoolean stopped = new AtomicBoolean();
    final AtomicBoolean ending = new AtomicBoolean();
    Supplier<SqlSession> next = () -> session;

    final LiveLine live = new LiveLine(out, new TerminalAbilities(false, false));

    Shell shell() {
        return Shells.shell(
                Map.of("HOME", "/nowhere"),
                out,
                err,
                session,
                new FakeReconnection(() -> next.get(), ending::get),
                stopped::get);
    }

    PlainLines typing(Shell shell, String text) {
        return new PlainLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), shell.out());
    }

    int talk(String typed) throws IOException {
        try (Shell shell = shell();
                PlainLines lines = typing(shell, typed)) {
            return new Dialogue(shell, lines, live, () -> stopped.set(false)).run();
        }
    }

    String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** On standard error. */
    String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
