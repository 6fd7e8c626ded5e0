package io.dbvouch.cli.process;

import io.dbvouch.AccessException;
import io.dbvouch.access.Brokerage;
import io.dbvouch.access.Client;
import io.dbvouch.cli.output.Colour;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.output.Utf8Sink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command runs with: environment, streams, clock. Standard output is data, standard error is talk.
 *
 * @param environment the process's variables
 * @param out standard output
 * @param err standard error
 */
public record Invocation(
        Map<String, String> environment, TextSink out, PrintStream err, InstantSource clock, String version) {
    /** The program's version, as the build knows it. */
    private static final String VERSION_RESOURCE = "/io/dbvouch/cli/version.txt";

    /** The process's own. */
    public static Invocation ofProcess() {
        return new Invocation(
                System.getenv(),
                new Utf8Sink(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                InstantSource.system(),
                readVersion());
    }

    private static String readVersion() {
        try (InputStream in = Invocation.class.getResourceAsStream(VERSION_RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(VERSION_RESOURCE + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException(VERSION_RESOURCE + " does not read", e);
        }
    }

    /**
     * Opens the ledger and all behind it.
     *
     * @param command the command's name, for the ledger
     * @throws AccessException.LedgerRefused where the ledger is not to be written
     */
    public Brokerage open(String command) {
        return Brokerage.open(environment, clock, Client.here(command, version), this::say);
    }

    /** Tells the person something, on one line of standard error. */
    public void say(String text) {
        err.println("dbvouch: " + TerminalText.line(text));
    }

    /** Colours for standard error. */
    public Colour colour() {
        return Colour.of(environment, StandardStream.ERROR.isTerminal());
    }
}
