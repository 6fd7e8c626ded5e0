package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessBroker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes one user away, once, and keeps what was run and what is left. */
final class RemovalRun {
    private final SqlSession session;
    private final ClusterSessions cluster;
    private final RemovalPlanner leaver;
    private final Role role;
    private final @Nullable String reassignTo;
    private final List<Step> done = new ArrayList<>();
    private final List<String> remaining = new ArrayList<>();
    private AccessException.@Nullable SignInNeeded signIn;
    private ChangeLog.Outcome atWorst = ChangeLog.Outcome.NOT_APPLIED;

    RemovalRun(SqlSession session, ClusterSessions cluster, RemovalPlanner leaver, @Nullable String reassignTo) {
        this.session = session;
        this.cluster = cluster;
        this.leaver = leaver;
        this.role = leaver.role();
        this.reassignTo = reassignTo;
    }

    /** What was run, and made to last, so far. */
    List<Step> done() {
        return done;
    }

    /** What is known where it ends before its time; also that they are out, if they are. */
    ChangeLog.Outcome endedBy(AccessException failure) {
        if (atWorst == ChangeLog.Outcome.PARTLY) {
            failure.note("\"" + role.name() + "\" is locked out already");
            return failure instanceof AccessException.Unreachable ? ChangeLog.Outcome.UNKNOWN : atWorst;
        }
        return atWorst;
    }

    /**
     * Does it.
     *
     * @param still whether they are still to go, as the server has them now; asked under the lock
     */
    Removal run(Stamp stamp, Predicate<Role> still) throws SqlRefused {
        lockOut(stamp, still);
        atWorst = ChangeLog.Outcome.PARTLY;
        endSessions();
        // What of them cannot be ended ends with the role.
        List<String> memberships = new ArrayList<>();
        for (Step revocation : leaver.revocations()) {
            attempt(memberships, "membership", List.of(revocation));
        }
        remaining.addAll(new Holdings(session, role).preparedTransactions());
        boolean holds = !new Holdings(session, role).databases().isEmpty();
        if (holds && reachable()) {
            clearUp();
        }
        if (remaining.isEmpty()) {
            attempt(remaining, "the role", List.of(leaver.drop()));
        }
        if (!remaining.isEmpty()) {
            remaining.addAll(memberships);
            giveBack();
        }
        Map<String, String> proof = proof();
        boolean gone = proof.values().stream().allMatch("0"::equals);
        return new Removal(gone, remaining, proof, done, signIn);
    }

    /** Whatever comes of the rest: if this fails, nothing has been done. */
    private void lockOut(Stamp stamp, Predicate<Role> still) throws SqlRefused {
        if (!role.login()) {
            check(still, role);
            return;
        }
        List<Step> steps = Lockout.steps(role, stamp, "removed");
        Transaction transaction = new Transaction(session);
        try {
            transaction.run(() -> {
                check(
                        still,
                        new CatalogueReader(session)
                                .read(List.of())
                                .role(role.name())
                                .orElse(null));
                return steps;
            });
        } finally {
            if (transaction.isCommitting()) {
                atWorst = ChangeLog.Outcome.UNKNOWN;
            }
        }
        done.addAll(steps);
    }

    private static void check(Predicate<Role> still, @Nullable Role now) {
        if (now == null || !still.test(now)) {
            throw Transaction.planIsAnother();
        }
    }

    /** What is refused is no reason to stop. */
    private void endSessions() throws SqlRefused {
        Lockout lockout = leaver.lockout(session);
        try {
            int open = lockout.endSessions();
            done.addAll(leaver.end());
            if (open > 0) {
                remaining.add(open + " open sessions that do not end");
            }
        } catch (AccessException.Unreachable | AccessException.Interrupted e) {
            throw e;
        } catch (AccessException e) {
            int open = lockout.sessions();
            if (open > 0) {
                remaining.add(open + " open sessions: " + e.getMessage());
            }
        }
    }

    /**
     * Makes the administrator a member for as long as the role is there, and never of one that is still in {@code rds_iam} if
     * that would lock them out.
     */
    private boolean reachable() throws SqlRefused {
        if (role.usable()) {
            return true;
        }
        Catalogue now = new CatalogueReader(session).read(List.of());
        if (session.byPassword() && now.isIam(role)) {
            remaining.add("what is theirs: to clear it up, \"" + now.admin().name()
                    + "\" would become a member of a role in rds_iam, and not get in with its password any more");
            return false;
        }
        int before = remaining.size();
        attempt(remaining, "the right to clear up after them", leaver.access());
        return remaining.size() == before;
    }

    private void giveBack() throws SqlRefused {
        Catalogue now = new CatalogueReader(session).read(List.of());
        Role admin = now.admin();
        boolean granted =
                !role.usable() && now.of(admin).stream().anyMatch(each -> each.role() == role.oid() && each.inherit());
        if (granted) {
            attempt(remaining, "the right to clear up after them", leaver.noAccess());
        }
    }

    private void clearUp() throws SqlRefused {
        for (Holdings.Database database : new Holdings(session, role).databases()) {
            if (!database.connectable()) {
                remaining.add("what is theirs in database " + database.name() + ", which lets nobody in");
            } else if (database.name().equals(leaver.catalogue().server().database())) {
                clearUp(session, database.name());
            } else {
                try (SqlSession there = open(database.name())) {
                    there.run(CatalogueReader.SEARCH_PATH);
                    clearUp(there, database.name());
                } catch (AccessException.LedgerRefused | AccessException.Interrupted e) {
                    throw e;
                } catch (AccessException e) {
                    signIn = e instanceof AccessException.SignInNeeded needed ? needed : signIn;
                    remaining.add("what is theirs in database " + database.name() + ": " + e.getMessage());
                }
            }
        }
    }

    /** Credentials that AWS takes no more are forgotten by the second time: it gets new ones, or tells that the sign-in has ended. */
    private SqlSession open(String database) {
        try {
            return cluster.open(database);
        } catch (AccessException.Denied e) {
            if (e.evidence().containsKey(AccessBroker.FORGOTTEN_CREDENTIALS)) {
                return cluster.open(database);
            }
            throw e;
        }
    }

    private void clearUp(SqlSession there, String database) throws SqlRefused {
        List<String> kept = new ArrayList<>();
        List<Step> steps = leaver.inOne(reassignTo, database);
        try {
            new Transaction(there).run(() -> {
                // DROP OWNED would do away with it.
                kept.addAll(reassignTo == null ? new Holdings(there, role).owned() : List.of());
                return kept.isEmpty() ? steps : List.of();
            });
        } catch (AccessException.Unreachable | AccessException.Interrupted e) {
            throw e;
        } catch (AccessException e) {
            remaining.add("what is theirs in database " + database + ": " + e.getMessage());
            return;
        }
        if (kept.isEmpty()) {
            done.addAll(steps);
            // DROP OWNED goes past what somebody else granted, with a warning.
            new Holdings(there, role)
                    .left()
                    .forEach(each ->
                            remaining.add("in database " + database + ": what somebody else let them do with " + each));
        }
        kept.forEach(each -> remaining.add("in database " + database + ": they own " + each));
    }

    private void attempt(List<String> left, String what, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        try {
            new Transaction(session).run(() -> steps);
            done.addAll(steps);
        } catch (AccessException.Unreachable | AccessException.Interrupted e) {
            throw e;
        } catch (AccessException e) {
            left.add(what + ": " + e.getMessage());
        }
    }

    private Map<String, String> proof() throws SqlRefused {
        @Nullable
        String[] row = session.run("select (select pg_catalog.count(*) from pg_catalog.pg_roles where oid = "
                        + role.oid()
                        + "), (select pg_catalog.count(*) from pg_catalog.pg_stat_activity where usesysid = "
                        + role.oid()
                        + "), (select pg_catalog.count(*) from pg_catalog.pg_auth_members where member = " + role.oid()
                        + "), (select pg_catalog.count(*) from pg_catalog.pg_shdepend where refclassid ="
                        + " 'pg_catalog.pg_authid'::pg_catalog.regclass and refobjid = " + role.oid() + ")")
                .getFirst();
        Map<String, String> proof = new LinkedHashMap<>();
        proof.put("roles", Objects.requireNonNull(row[0]));
        proof.put("sessions", Objects.requireNonNull(row[1]));
        proof.put("memberships", Objects.requireNonNull(row[2]));
        proof.put("privileges_and_things", Objects.requireNonNull(row[3]));
        return proof;
    }
}
