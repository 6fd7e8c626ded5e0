package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.EntryView;
import io.dbvouch.access.Folders;
import io.dbvouch.cli.output.BrokenPipe;
import io.dbvouch.cli.output.Colour;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalSafe;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.process.Pager;
import io.dbvouch.ledger.LedgerReader;
import io.dbvouch.search.EntryFilter;
import io.dbvouch.search.FoundSession;
import io.dbvouch.search.LedgerSearch;
import io.dbvouch.search.LedgerTail;
import io.dbvouch.search.SessionSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch ledger show}. */
final class LedgerShowCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    final EntryChoice entries = new EntryChoice();

    @Nullable
    Integer count;

    boolean sessions;

    boolean follow;

    boolean noPager;

    Format format = Format.text;

    final LedgerArgument ledger = new LedgerArgument();

    /** As it is written on the command line. */
    enum Format {
        text,
        json,
        csv
    }

    LedgerShowCommand(Invocation invocation) {
        this.invocation = invocation;
        Model model = new Model(this, "show", "Show entries, oldest first.")
                .footer("Showing proves nothing: dbvouch ledger verify does.")
                .number("COUNT", "the last COUNT of them", value -> count = value, "-n")
                .flag("sessions, one line each, instead of entries", value -> sessions = value, "--sessions")
                .flag("go on with what is written from now on, until Ctrl-C", value -> follow = value, "-f", "--follow")
                .flag("no pager, on a terminal", value -> noPager = value, "--no-pager")
                .choice(
                        Format.values(),
                        "text (default), json: one object a line, or csv",
                        value -> format = value,
                        "-o",
                        "--output")
                .with(ledger);
        entries.addTimes(model);
        entries.addSubjects(model);
        spec = model.spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        if (count != null && count < 0) {
            throw usage("-n takes a number from 0 on");
        }
        if (sessions && follow) {
            throw usage("--follow goes with entries, not with --sessions");
        }
        EntryFilter filter = entries.filter(invocation, spec.commandLine());
        Path folder = ledger.folder(invocation);
        LedgerReader reader = LedgerReader.open(folder);
        boolean terminal = StandardStream.OUTPUT.isTerminal();
        if (!terminal || follow || noPager || !Pager.isWanted(invocation.environment())) {
            return show(folder, reader, filter, sink(invocation.out(), terminal), terminal);
        }
        try (Pager pager = Pager.start(invocation.environment())) {
            return show(folder, reader, filter, sink(pager.sink(), true), true);
        } catch (Pager.LeftException _) {
            return ExitCode.DONE;
        }
    }

    /** A listing is safe by itself, and has colours. */
    private TextSink sink(TextSink out, boolean terminal) {
        return terminal && format != Format.text ? new TerminalSafe(out) : out;
    }

    private int show(Path folder, LedgerReader reader, EntryFilter filter, TextSink out, boolean terminal)
            throws IOException {
        Path cache = Folders.of(invocation.environment()).cache();
        Colour colour = Colour.of(invocation.environment(), terminal);
        try (LedgerSearch search = new LedgerSearch(reader, cache)) {
            if (sessions) {
                showSessions(search, filter, sessionPrinter(out, colour));
                return ExitCode.DONE;
            }
        }
        EntryPrinter printer = entryPrinter(out, colour);
        try (LedgerSearch search = new LedgerSearch(reader, cache)) {
            showEntries(search, filter, printer);
        }
        return follow ? follow(new LedgerTail(folder, reader.size()), filter, printer) : ExitCode.DONE;
    }

    private void showEntries(LedgerSearch search, EntryFilter filter, EntryPrinter printer) throws IOException {
        if (count == null) {
            search.each(filter, 0, printer::print);
        } else {
            for (EntryView entry : search.last(filter, count)) {
                printer.print(entry);
            }
        }
        printer.flush();
    }

    private void showSessions(LedgerSearch search, EntryFilter filter, SessionPrinter printer) throws IOException {
        if (count == null) {
            SessionSearch.each(search, filter, printer::print);
        } else {
            for (FoundSession session : SessionSearch.last(search, filter, count)) {
                printer.print(session);
            }
        }
        printer.flush();
    }

    /** Ends with Ctrl-C, and with a reader that has gone, as of {@code | head}: neither is a failure. */
    private static int follow(LedgerTail tail, EntryFilter filter, EntryPrinter printer) throws IOException {
        try {
            tail.follow(filter, printer::print, printer::flush);
            return ExitCode.DONE;
        } catch (IOException e) {
            if (BrokenPipe.isReasonOf(e)) {
                return ExitCode.DONE;
            }
            throw e;
        } catch (InterruptedException _) {
            throw new AccessException.Interrupted("interrupted");
        }
    }

    private EntryPrinter entryPrinter(TextSink out, Colour colour) throws IOException {
        return switch (format) {
            case text -> new EntryPrinter.Text(out, colour);
            case json -> new EntryPrinter.Json(out);
            case csv -> EntryPrinter.Csv.begin(out);
        };
    }

    private SessionPrinter sessionPrinter(TextSink out, Colour colour) throws IOException {
        return switch (format) {
            case text -> new SessionPrinter.Text(out, colour);
            case json -> new SessionPrinter.Json(out);
            case csv -> SessionPrinter.Csv.begin(out);
        };
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
