package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessBroker;
import io.dbvouch.access.AccessEvent;
import io.dbvouch.access.AccessRequest;
import io.dbvouch.access.AccessSession;
import io.dbvouch.access.Brokerage;
import io.dbvouch.access.Folders;
import io.dbvouch.access.Person;
import io.dbvouch.access.SessionOpening;
import io.dbvouch.cli.output.Colour;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.Interrupts;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.shell.LocaleEncoding;
import io.dbvouch.cli.shell.Shell;
import io.dbvouch.cli.shell.session.BrokeredSession;
import io.dbvouch.cli.shell.session.SqlSession;
import io.dbvouch.ledger.LedgerReader;
import io.dbvouch.search.EntryFilter;
import io.dbvouch.search.LedgerSearch;
import io.dbvouch.target.Target;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The session of {@code connect}, and those that come after it: where somebody connects to another database, or the connection
 * is lost. Each says in the ledger which one it continues.
 */
final class Sessions implements Shell.Reconnection {
    private final Invocation invocation;
    private final Brokerage brokerage;
    private final Interrupts interrupts;
    private final @Nullable String reason;
    private Target to;
    private AccessSession session;

    /** Opens the first one. */
    Sessions(Invocation invocation, Brokerage brokerage, Interrupts interrupts, Target to, @Nullable String reason) {
        this.invocation = invocation;
        this.brokerage = brokerage;
        this.interrupts = interrupts;
        this.to = to;
        this.reason = reason;
        session = open(broker().opening(request(to)));
    }

    private AccessRequest request(Target target) {
        return LocaleEncoding.into(new AccessRequest(target, reason), invocation.environment());
    }

    private AccessBroker broker() {
        return brokerage.broker(to.aws().profile());
    }

    private AccessSession open(SessionOpening opening) {
        interrupts.onTermination(opening::abandon);
        AccessSession opened = opening.open();
        interrupts.onInterrupt(opened::cancel);
        opened.whenOver(interrupts::wake);
        interrupts.onTermination(() -> {
            opened.cancel();
            opened.close(ConnectCommand.TERMINATED);
        });
        return opened;
    }

    AccessSession current() {
        return session;
    }

    @Override
    public SqlSession to(String database) {
        AccessSession before = session;
        Target wanted = to.withDbname(database);
        session = open(broker().following(request(wanted), before));
        to = wanted;
        before.close(before.isLost() ? ConnectCommand.LOST : "done");
        return new BrokeredSession(session);
    }

    @Override
    public boolean ending() {
        return interrupts.ending();
    }

    @Override
    public SqlSession again() {
        if (interrupts.ending()) {
            throw new AccessException.Interrupted("the program is told to end");
        }
        session.close(ConnectCommand.LOST);
        session = open(broker().continuing(request(to), session));
        return new BrokeredSession(session);
    }

    void close(String ended) {
        session.close(ended);
    }

    @Override
    public void whoami(TextSink out) throws IOException {
        AccessEvent.Subject subject = session.subject();
        Person person = subject.person();
        KeyValueTable table =
                new KeyValueTable().add("ledger", brokerage.ledger().origin());
        if (person instanceof Person.Idp idp) {
            table.add("sign-in", idp.issuer());
        }
        table.add("person", person.name() + "  says STS")
                .add("role", subject.role().caller().arn())
                .add("endpoint", session.endpoint() + "  " + to.name())
                .add("database", session.database() + "  as \"" + session.user() + "\"")
                .add(
                        "tls",
                        session.tls().protocol() + "  " + session.tls().mode() + "  "
                                + session.tls().certificate())
                .add("session", session.id())
                .add("continues", subject.origin().continues())
                .add(
                        "server's",
                        session.backend().sid() + "  process "
                                + session.backend().pid())
                .add("reason", reason);
        table.writeText(out);
    }

    @Override
    public void ledger(TextSink out) throws IOException {
        // What this process has written is to be there for whoever reads.
        brokerage.ledger().seal();
        Folders folders = Folders.of(invocation.environment());
        EntryPrinter printer = new EntryPrinter.Text(out, Colour.none());
        EntryFilter ours = new EntryFilter(null, null, null, null, session.id(), null);
        try (LedgerSearch search = new LedgerSearch(LedgerReader.open(folders.ledger()), folders.cache())) {
            search.each(ours, 0, printer::print);
        }
        printer.flush();
    }
}
