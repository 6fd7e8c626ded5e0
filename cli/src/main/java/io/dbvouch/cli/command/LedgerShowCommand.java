package io.dbvouch.cli.command;

import io.dbvouch.access.EntryView;
import io.dbvouch.access.Folders;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ListingFormat;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.ledger.Entry;
import io.dbvouch.ledger.EntryCursor;
import io.dbvouch.ledger.LedgerReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch ledger show}. */
final class LedgerShowCommand implements Callable<Integer>, Modelled {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String since;

    @Nullable
    String person;

    @Nullable
    String target;

    @Nullable
    String session;

    @Nullable
    String event;

    @Nullable
    Integer count;

    @Nullable
    Path ledger;

    OutputChoice output = new OutputChoice();

    LedgerShowCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "show", "Show entries, oldest first.")
                .footer("Showing proves nothing: dbvouch ledger verify does.")
                .text(
                        "TIME",
                        "from then on: 2026-11-22, 2026-11-22T10:15, with Z or an offset, or 30m, 12h, 7d ago",
                        value -> since = value,
                        "--since")
                .text("USER", "of this person, or machine principal", value -> person = value, "--person")
                .text("TARGET", "of this target", value -> target = value, "--target")
                .text("ID", "of this session", value -> session = value, "--session")
                .text("EVENT", "of this kind, such as session.refused", value -> event = value, "--event")
                .number("COUNT", "the last COUNT of them", value -> count = value, "-n")
                .path("DIR", "another ledger than one's own", value -> ledger = value, "--ledger")
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        if (count != null && count < 0) {
            throw new CommandLine.ParameterException(spec.commandLine(), "-n takes a number from 0 on");
        }
        Instant from = since == null ? Instant.MIN : since(since);
        LedgerReader reader = LedgerReader.open(
                ledger != null ? ledger : Folders.of(invocation.environment()).ledger());
        Shown shown = output.json() ? new Lines() : new Table();
        ArrayDeque<EntryView> last = new ArrayDeque<>();
        try (EntryCursor entries = count != null && unfiltered() ? reader.last(count) : reader.from(0)) {
            for (Optional<Entry> next = entries.next(); next.isPresent(); next = entries.next()) {
                Entry entry = next.get();
                if (entry.time().isBefore(from) || (event != null && !event.equals(entry.event()))) {
                    continue;
                }
                EntryView view = EntryView.of(entry);
                if (!wanted(view)) {
                    continue;
                }
                if (count == null) {
                    shown.add(view);
                    continue;
                }
                last.add(view);
                if (last.size() > count) {
                    last.remove();
                }
            }
        }
        for (EntryView view : last) {
            shown.add(view);
        }
        shown.end();
        invocation.out().flush();
        return ExitCode.DONE;
    }

    private boolean unfiltered() {
        return since == null && person == null && target == null && session == null && event == null;
    }

    private boolean wanted(EntryView view) {
        return (person == null || person.equals(view.person().orElse(null)))
                && (target == null || target.equals(view.target().orElse(null)))
                && (session == null || session.equals(view.session().orElse(null)));
    }

    private Instant since(String text) {
        return SinceTime.parse(text, invocation.clock(), ZoneId.systemDefault())
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "--since: \"" + text + "\" is no time: 2026-11-22, 2026-11-22T10:15Z or 12h"));
    }

    private interface Shown {
        void add(EntryView entry) throws IOException;

        void end() throws IOException;
    }

    /** The lines to the letter, so that they can be hashed. */
    private final class Lines implements Shown {
        @Override
        public void add(EntryView entry) throws IOException {
            invocation.out().write(entry.line());
            invocation.out().write('\n');
        }

        @Override
        public void end() {}
    }

    private final class Table implements Shown {
        private final ResultTable table = new ResultTable(
                Column.text("time"),
                Column.text("event"),
                Column.text("person"),
                Column.text("target"),
                Column.text("session"),
                Column.text("what"));

        @Override
        public void add(EntryView entry) {
            table.row(
                    TIME.format(entry.time().atZone(ZoneId.systemDefault())),
                    entry.event(),
                    entry.person().orElse(""),
                    entry.target().orElse(""),
                    entry.session().orElse(""),
                    entry.summary());
        }

        @Override
        public void end() throws IOException {
            if (table.size() > 0) {
                new ListingFormat().write(table.source(), invocation.out());
            }
        }
    }
}
