package io.dbvouch.cli.process;

import io.dbvouch.AccessException;
import io.dbvouch.access.Brokerage;
import io.dbvouch.access.Client;
import io.dbvouch.cli.output.Colour;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.output.Utf8Sink;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a command runs with: environment, streams, clock. Standard output is data, standard error is talk.
 *
 * @param environment the process's variables
 * @param out standard output
 * @param err standard error
 * @param version the program's
 */
public record Invocation(
        Map<String, String> environment, TextSink out, PrintStream err, InstantSource clock, String version) {
    /** The process's own. */
    public static Invocation ofProcess() {
        return new Invocation(
                System.getenv(),
                new Utf8Sink(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                InstantSource.system(),
                Version.CURRENT);
    }

    /**
     * Opens the ledger and all behind it.
     *
     * @param command the command's name, for the ledger
     * @throws AccessException.LedgerRefused where the ledger is not to be written
     */
    public Brokerage open(String command) {
        Set<String> said = ConcurrentHashMap.newKeySet();
        return Brokerage.open(environment, clock, Client.here(command, version), text -> {
            // Several links may come upon the same file.
            if (said.add(text)) {
                say(text);
            }
        });
    }

    /** Tells the person something, on one line of standard error. */
    public void say(String text) {
        err.println("dbvouch: " + TerminalText.line(text));
    }

    /**
     * Asks the person at the terminal; whatever is no yes is a no.
     *
     * @param yes what counts as one, in lower case
     */
    public boolean confirm(String question, String... yes) throws IOException {
        err.print(TerminalText.line(question) + " [y/N] ");
        err.flush();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = System.in.read();
        while (read >= 0 && read != '\n') {
            line.write(read);
            read = System.in.read();
        }
        if (read < 0) {
            err.println();
        }
        String answer = line.toString(StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
        return List.of(yes).contains(answer);
    }

    /** Colours for standard error. */
    public Colour colour() {
        return Colour.of(environment, StandardStream.ERROR.isTerminal());
    }
}
