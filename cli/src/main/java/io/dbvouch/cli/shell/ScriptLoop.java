package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.Settings.Echo;
import io.dbvouch.cli.shell.scan.ScanResult;
import io.dbvouch.cli.shell.scan.SqlScanner;
import java.io.IOException;

/**
 * Runs one script, from its first line to its last (PostgreSQL, {@code MainLoop} in {@code src/bin/psql/mainloop.c}). Scripts
 * within it have loops of their own, with their own buffers and conditions.
 */
final class ScriptLoop {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String DUMP = "PGDMP";

    private final Shell shell;
    private final ScriptInput input;
    private final SlashState state;
    private final SqlScanner scanner;
    private boolean stopOnError;
    private boolean quit;
    /** Where a newline was added before the current line, with which the query ends so far; -1 for nowhere. */
    private int addedNewline = -1;

    /** How a script ended. */
    enum End {
        DONE,
        /** The script cannot be read. */
        UNREADABLE,
        /** An error, where errors stop. */
        ERROR
    }

    ScriptLoop(Shell shell, ScriptInput input) {
        this.shell = shell;
        this.input = input;
        this.state = new SlashState(shell);
        this.scanner = state.scanner;
        input.readFor(state);
    }

    End run() throws IOException {
        ScriptInput outerSource = shell.source();
        long outerLine = shell.talk.line();
        shell.source(input);
        shell.talk.line(0);
        try {
            return lines();
        } finally {
            shell.source(outerSource);
            shell.talk.line(outerLine);
        }
    }

    private End lines() throws IOException {
        while (!quit) {
            if (shell.stopped() && !input.resume()) {
                if (!shell.connection.broker().ending()) {
                    shell.interruption.tell(shell.talk);
                }
                return End.ERROR;
            }
            String line;
            try {
                line = input.line();
            } catch (IOException e) {
                shell.talk.error("could not read from input file: " + Files.reason(e));
                return End.UNREADABLE;
            }
            if (line == null) {
                return atEnd();
            }
            shell.talk.line(shell.talk.line() + 1);
            if (shell.talk.line() == 1 && shell.settings.encoding.isUtf8() && line.startsWith(BYTE_ORDER_MARK)) {
                line = line.substring(1);
            }
            if (shell.talk.line() == 1 && line.startsWith(DUMP)) {
                shell.println("The input is a PostgreSQL custom-format dump.");
                shell.println("Use the pg_restore command-line client to restore this dump to a database.\n");
                return End.UNREADABLE;
            }
            if (!line.isEmpty() || scanner.inQuote()) {
                boolean good = line(line);
                boolean unconnected = shell.connection.dropsRest();
                if (unconnected || (!good && stopOnError && !quit)) {
                    return End.ERROR;
                }
            }
        }
        // Who types \q wants nothing more; a script that ends with it is no other than one that ends.
        return input.isTyped() ? End.DONE : atEnd();
    }

    /** One line; false where the last thing in it failed. */
    private boolean line(String line) throws IOException {
        if (shell.settings.echo == Echo.ALL) {
            shell.println(line);
        }
        StringBuilder query = state.query;
        addedNewline = -1;
        if (!query.isEmpty()) {
            query.append('\n');
            addedNewline = query.length();
        }
        // What this line changes takes effect with the next one.
        stopOnError = shell.settings.onErrorStop && !input.isTyped();
        scanner.start(line);
        boolean good = true;
        ScanResult found;
        do {
            found = scanner.next(query);
            if (found == ScanResult.SEMICOLON || (found == ScanResult.LINE_END && shell.settings.singleLine)) {
                good = !state.conditions.active() || send();
            } else if (found == ScanResult.BACKSLASH) {
                good = slash();
            }
        } while ((good || !stopOnError)
                && !quit
                && !shell.stopped()
                && !shell.connection.dropsRest()
                && found != ScanResult.INCOMPLETE
                && found != ScanResult.LINE_END);
        if (shell.connection.dropsRest() && input.isTyped()) {
            input.drop(scanner.rest(), shell.connection.takeWhyRestIsDropped());
        }
        scanner.finish();
        return good;
    }

    private boolean send() throws IOException {
        String sql = state.query.toString();
        boolean good = shell.runner.send(sql);
        state.sent(sql);
        addedNewline = -1;
        return good;
    }

    private boolean slash() throws IOException {
        // A line with nothing but a command leaves the query as it was.
        if (state.query.length() == addedNewline) {
            state.query.setLength(addedNewline - 1);
        }
        addedNewline = -1;
        return switch (shell.commands.run(state)) {
            case DONE -> true;
            case EDITED -> {
                rescan();
                yield true;
            }
            case SEND -> {
                boolean good = send();
                scanner.reset();
                yield good;
            }
            case QUIT -> {
                quit = true;
                yield true;
            }
            case ERROR, UNKNOWN -> false;
        };
    }

    /** What came back from the editor is one line, for backslash commands too; the rest of the one before it is dropped. */
    private void rescan() {
        String text = state.query.toString();
        state.query.setLength(0);
        scanner.reset();
        scanner.start(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
        input.edited(text);
    }

    /** What is left without a semicolon is sent as well. */
    private End atEnd() throws IOException {
        End end = End.DONE;
        if (!state.query.isEmpty() && state.conditions.active() && !send() && stopOnError) {
            end = End.ERROR;
        }
        if (end == End.DONE && !quit && !state.conditions.isEmpty()) {
            shell.talk.error("reached EOF without finding closing \\endif(s)");
            return stopOnError ? End.ERROR : End.DONE;
        }
        return end;
    }
}
