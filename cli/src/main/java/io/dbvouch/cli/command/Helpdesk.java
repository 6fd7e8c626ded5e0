package io.dbvouch.cli.command;

import io.dbvouch.access.AccessBroker;
import io.dbvouch.access.AccessRequest;
import io.dbvouch.access.AccessSession;
import io.dbvouch.access.AdminLogin;
import io.dbvouch.access.Folders;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.ledger.Ulid;
import io.dbvouch.provision.BrokeredSqlSession;
import io.dbvouch.provision.ChangeLog;
import io.dbvouch.provision.ClusterSessions;
import io.dbvouch.provision.LedgerChanges;
import io.dbvouch.provision.LedgerUse;
import io.dbvouch.provision.SqlSession;
import io.dbvouch.provision.Stamp;
import io.dbvouch.target.Target;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A session of the helpdesk's in a target's database, on record. */
final class Helpdesk implements AutoCloseable {
    private static final String INTERRUPTED = "interrupted";

    private final Invocation invocation;
    private final Target target;
    private final AccessBroker broker;
    private final AccessSession session;
    private final @Nullable AdminLogin admin;
    private final @Nullable String reason;
    private final BooleanSupplier stopped;
    private volatile @Nullable String ended;

    Helpdesk(
            Invocation invocation,
            Target target,
            AccessBroker broker,
            AccessSession session,
            @Nullable AdminLogin admin,
            @Nullable String reason,
            BooleanSupplier stopped) {
        this.invocation = invocation;
        this.target = target;
        this.broker = broker;
        this.session = session;
        this.admin = admin;
        this.reason = reason;
        this.stopped = stopped;
    }

    /** The target's name. */
    String targetName() {
        return target.name();
    }

    /** The AWS profile that it is reached by; null for the default one. */
    @Nullable
    String profile() {
        return target.aws().profile();
    }

    /** Where SQL is run. */
    SqlSession sql() {
        return new BrokeredSqlSession(session, stopped);
    }

    /** Sessions in the cluster's other databases, each on record. */
    ClusterSessions cluster() {
        return database -> new BrokeredSqlSession(
                broker.opening(new AccessRequest(in(database), reason), admin).open(), stopped);
    }

    private Target in(String database) {
        return new Target(
                target.name(), target.aws(), target.place(), target.hostaddr(), database, target.tls(), target.rules());
    }

    /** Where changes are put on record. */
    ChangeLog log() {
        return new LedgerChanges(session);
    }

    /** Who is at work, and when. */
    Stamp stamp() {
        return stamp(null);
    }

    /** The same, where users are brought in line with a list. */
    Stamp stamp(@Nullable String source) {
        return new Stamp(
                Ulid.create(invocation.clock()).toString(),
                session.person().name(),
                invocation.clock().instant(),
                reason,
                source);
    }

    /** Who logged in here, as this machine's ledger knows. */
    LedgerUse use() {
        return LedgerUse.of(Folders.of(invocation.environment()).ledger(), target.name());
    }

    /**
     * Tells of changes that an earlier run was cut off in, and puts on record what became of them.
     *
     * @param dryRun whether nothing is to be put on record
     */
    List<String> settle(boolean dryRun) {
        return new LedgerChanges(session).settle(use().open(), sql(), !dryRun);
    }

    /** Stops what runs. */
    void cancel() {
        session.cancel();
    }

    /** The program is told to end, by Ctrl-C or otherwise. */
    void terminate(boolean byCtrlC) {
        session.cancel();
        session.close(byCtrlC ? INTERRUPTED : "terminated");
    }

    /** Nothing went wrong. */
    void done() {
        ended = "done";
    }

    @Override
    public void close() {
        session.close(ended != null ? ended : stopped.getAsBoolean() ? INTERRUPTED : "error");
    }
}
