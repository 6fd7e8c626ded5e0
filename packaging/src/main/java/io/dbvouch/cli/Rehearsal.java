package io.dbvouch.cli;

import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.shell.assist.Suggestions;
import io.dbvouch.cli.shell.terminal.EditedLines;
import io.dbvouch.cli.shell.terminal.KeptLines;
import io.dbvouch.cli.shell.terminal.Statements;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/**
 * Plays the commands one after the other in one process, for the JDK to learn what to keep in the AOT cache. No command leads
 * here: the build runs it, signed in to a sandbox.
 */
final class Rehearsal {
    private static final List<String> COMMANDS = List.of(
            "--version",
            "--help",
            "connect --help",
            "token sandbox",
            "token sandbox -o json",
            "connect sandbox -c select_1",
            "connect sandbox --csv -c select_1",
            "connect sandbox -c select_*_from_nothing",
            "exec sandbox -- true",
            "target list",
            "target show sandbox",
            "ledger show -n 1",
            "ledger verify",
            "nonsense");

    private Rehearsal() {}

    /** Plays them; what they come to is not judged here. */
    public static void main(String[] args) throws IOException {
        for (String command : COMMANDS) {
            String[] words = command.split(" ");
            for (int i = 0; i < words.length; i++) {
                words[i] = words[i].replace('_', ' ');
            }
            int code = Main.run(Invocation.ofProcess(), words);
            System.err.println(command + ": " + code);
        }
        prompt();
        // As the program does: it is looked up who logs that.
        System.exit(ExitCode.DONE);
    }

    /** Somebody types a statement. There is no terminal here: one is played. */
    private static void prompt() throws IOException {
        InputStream typed = new ByteArrayInputStream("select 'a',\r1;\r".getBytes(StandardCharsets.US_ASCII));
        KeptLines kept = new KeptLines(Files.createTempDirectory("rehearsal").resolve("kept"), _ -> {});
        try (EditedLines lines = EditedLines.over(typed, OutputStream.nullOutputStream(), kept, true)) {
            System.err.println("typed: "
                    + lines.statement(new Statements() {
                        @Override
                        public String prompt() {
                            return "=> ";
                        }

                        @Override
                        public Behind behind(String text) {
                            return new Behind(text.endsWith(";"), "-> ");
                        }

                        @Override
                        public Suggestions suggest(String text, int cursor) {
                            return new Suggestions(cursor, List.of());
                        }

                        @Override
                        public boolean mayBeKept(String text) {
                            return false;
                        }
                    }));
        }
    }
}
