package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.provision.Catalogue.Membership;
import io.dbvouch.provision.Role.Power;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes users away, on record.
 *
 * <ol>
 *   <li>they cannot log in any more, which is made to last;
 *   <li>their sessions end;
 *   <li>their memberships end, {@code rds_iam} among them;
 *   <li>in every database that holds something of theirs, what they own goes to somebody else, and their privileges go;
 *   <li>the role is dropped, and the server asked what is left.
 * </ol>
 *
 * <p>What of it cannot be done stands in the way of nothing before it; a second run finishes the job.
 */
public final class Remover {
    private final SqlSession session;
    private final ClusterSessions cluster;
    private final ChangeLog log;

    /**
     * For one cluster.
     *
     * @param session a session in any of its databases
     * @param cluster sessions in the others
     */
    public Remover(SqlSession session, ClusterSessions cluster, ChangeLog log) {
        this.session = session;
        this.cluster = cluster;
        this.log = log;
    }

    /** What is known of a user who is to go, and of the server. */
    private record Leaver(Catalogue catalogue, Administrator admin, Role role, List<Holdings.Database> databases) {}

    /**
     * What it would take; no steps where there is no such user.
     *
     * @param reassignTo who gets what they own; null where they must own nothing
     * @throws AccessException where it is not to be done
     */
    public Plan plan(UserName name, @Nullable String reassignTo, Stamp stamp) {
        try {
            Leaver leaver = read(name, reassignTo);
            return leaver == null
                    ? new Plan(name, Plan.Kind.REMOVE, List.of(), List.of())
                    : plan(leaver, name, reassignTo, stamp);
        } catch (SqlRefused e) {
            throw Transaction.unread(e);
        }
    }

    private @Nullable Leaver read(UserName name, @Nullable String reassignTo) throws SqlRefused {
        Catalogue catalogue = new CatalogueReader(session).read(List.of());
        Role role = catalogue.role(name.value()).orElse(null);
        if (role == null) {
            return null;
        }
        Administrator admin = new Administrator(catalogue, session.byPassword());
        admin.needsCreateRole();
        mayGo(catalogue, role);
        admin.needsToGrant(role);
        if (reassignTo != null) {
            Role heir = catalogue
                    .role(reassignTo)
                    .orElseThrow(() -> new AccessException.BadConfiguration("there is no role \"" + reassignTo + "\"")
                            .evidence("role", reassignTo));
            if (!heir.usable() || heir.oid() == role.oid()) {
                throw new AccessException.Denied(
                                "\"" + catalogue.admin().name() + "\" cannot give things to \"" + reassignTo + "\"")
                        .evidence("role", reassignTo)
                        .hint("it has to be a member of it");
            }
        }
        return new Leaver(catalogue, admin, role, new Holdings(session, role).databases());
    }

    private static void mayGo(Catalogue catalogue, Role role) {
        String why = null;
        if (role.name().equals(catalogue.admin().name())) {
            why = "it is the administrator that is at work";
        } else if (role.has(Power.SUPERUSER)) {
            why = "it is a superuser";
        } else if (catalogue.isGroup(role)) {
            why = "it is a group: it may not log in and has members";
        }
        if (why != null) {
            throw new AccessException.Denied("\"" + role.name() + "\" is not to be removed here: " + why)
                    .evidence("user", role.name());
        }
    }

    private static Plan plan(Leaver leaver, UserName name, @Nullable String reassignTo, Stamp stamp) {
        Role role = leaver.role();
        List<Step> steps = new ArrayList<>();
        if (role.login()) {
            steps.addAll(Lockout.steps(role, stamp, "removed"));
        }
        steps.add(Lockout.end(role));
        steps.addAll(revocations(leaver));
        if (!leaver.databases().isEmpty()) {
            access(leaver, steps);
            for (Holdings.Database database : leaver.databases()) {
                inOne(role, reassignTo, database.name(), steps);
            }
        }
        steps.add(drop(role));
        return new Plan(name, Plan.Kind.REMOVE, steps, List.of());
    }

    private static Step drop(Role role) {
        return new Step("drop role " + role.sql(), "do away with the user " + role.name());
    }

    /** Memberships that the administrator can end; others end with the role. */
    private static List<Step> revocations(Leaver leaver) {
        List<Step> steps = new ArrayList<>();
        for (Membership each : leaver.catalogue().of(leaver.role())) {
            Role group = leaver.catalogue().role(each.role()).orElse(null);
            Role grantor = leaver.catalogue().role(each.grantor()).orElse(null);
            boolean named = leaver.catalogue().server().makesCreatorsMembers();
            if (group == null
                    || (named && (grantor == null || !grantor.usable()))
                    || !leaver.admin().mayGrant(group)) {
                continue;
            }
            steps.add(new Step(
                    "revoke " + group.sql() + " from " + leaver.role().sql()
                            + (named && grantor != null ? " granted by " + grantor.sql() : ""),
                    "take away what " + group.name() + " may"));
        }
        return steps;
    }

    /** To see to what a role has, one has to be a member of it, for as long as it is there. */
    private static void access(Leaver leaver, List<Step> steps) {
        if (!leaver.role().usable()) {
            steps.add(new Step(
                    "grant " + leaver.role().sql() + " to "
                            + leaver.catalogue().admin().sql()
                            + (leaver.catalogue().server().makesCreatorsMembers() ? " with inherit true" : ""),
                    "have the right to clear up after them"));
        }
    }

    /**
     * Gives that right back where the role stays: whoever is a member of it would be locked out of a password by somebody who
     * puts it into {@code rds_iam} again.
     */
    private List<Step> noAccess(Leaver leaver) throws SqlRefused {
        Catalogue now = new CatalogueReader(session).read(List.of());
        Role admin = now.admin();
        boolean granted = !leaver.role().usable()
                && now.of(admin).stream()
                        .anyMatch(each -> each.role() == leaver.role().oid() && each.inherit());
        return granted
                ? List.of(new Step(
                        "revoke " + leaver.role().sql() + " from " + admin.sql()
                                + (now.server().makesCreatorsMembers() ? " granted by " + admin.sql() : ""),
                        "give that right back"))
                : List.of();
    }

    private static void inOne(Role role, @Nullable String reassignTo, String database, List<Step> steps) {
        if (reassignTo != null) {
            steps.add(new Step(
                    "reassign owned by " + role.sql() + " to " + Sql.identifier(reassignTo),
                    "in database " + database + ": what they own is " + reassignTo + "'s"));
        }
        steps.add(new Step(
                "drop owned by " + role.sql(), "in database " + database + ": take away what they may do there"));
    }

    /**
     * Applies a plan that {@link #plan} made.
     *
     * @return how far it came; also where something remains
     * @throws AccessException where it could not be told how far
     */
    public Removal apply(Plan plan, @Nullable String reassignTo, Stamp stamp) {
        log.intent(List.of(plan), stamp);
        List<String> remaining = new ArrayList<>();
        try {
            Removal removal = run(plan.user(), reassignTo, stamp, remaining);
            log.outcome(
                    plan,
                    stamp,
                    removal.removed() ? ChangeLog.Outcome.APPLIED : ChangeLog.Outcome.PARTLY,
                    facts(removal),
                    null);
            return removal;
        } catch (SqlRefused e) {
            AccessException failure = Transaction.unread(e);
            log.outcome(plan, stamp, ChangeLog.Outcome.UNKNOWN, Map.of(), failure);
            throw failure;
        } catch (AccessException e) {
            log.outcome(plan, stamp, ChangeLog.Outcome.UNKNOWN, Map.of(), e);
            throw e.hint("run it again: it finishes what is left");
        }
    }

    private static Map<String, String> facts(Removal removal) {
        Map<String, String> facts = new LinkedHashMap<>(removal.proof());
        if (!removal.remaining().isEmpty()) {
            facts.put("remaining", String.join("; ", removal.remaining()));
        }
        return facts;
    }

    private Removal run(UserName name, @Nullable String reassignTo, Stamp stamp, List<String> remaining)
            throws SqlRefused {
        Leaver leaver = read(name, reassignTo);
        if (leaver == null) {
            return new Removal(true, List.of(), Map.of("roles", "0"));
        }
        Role role = leaver.role();
        if (role.login()) {
            // Whatever comes of the rest: if this fails, nothing has been done.
            new Transaction(session).run(() -> Lockout.steps(role, stamp, "removed"));
        }
        int open = new Lockout(session, role).endSessions();
        if (open > 0) {
            remaining.add(open + " open sessions that do not end");
        }
        // What of them cannot be ended ends with the role.
        List<String> memberships = new ArrayList<>();
        for (Step revocation : revocations(leaver)) {
            attempt(memberships, "membership", session, List.of(revocation));
        }
        remaining.addAll(new Holdings(session, role).preparedTransactions(role));
        clearUp(leaver, reassignTo, remaining);
        if (remaining.isEmpty()) {
            attempt(remaining, "the role", session, List.of(drop(role)));
        }
        if (!remaining.isEmpty()) {
            remaining.addAll(memberships);
            attempt(remaining, "the right to clear up after them", session, noAccess(leaver));
        }
        Map<String, String> proof = proof(role);
        boolean gone = proof.values().stream().allMatch("0"::equals);
        return new Removal(gone, remaining, proof);
    }

    private void clearUp(Leaver leaver, @Nullable String reassignTo, List<String> remaining) throws SqlRefused {
        Role role = leaver.role();
        List<Holdings.Database> databases = new Holdings(session, role).databases();
        if (databases.isEmpty() || !reachable(leaver, remaining)) {
            return;
        }
        for (Holdings.Database database : databases) {
            if (!database.connectable()) {
                remaining.add("what is theirs in database " + database.name() + ", which lets nobody in");
            } else if (database.name().equals(leaver.catalogue().server().database())) {
                clearUp(session, database.name(), role, reassignTo, remaining);
            } else {
                try (SqlSession there = cluster.open(database.name())) {
                    there.run(CatalogueReader.SEARCH_PATH);
                    clearUp(there, database.name(), role, reassignTo, remaining);
                } catch (AccessException.LedgerRefused e) {
                    throw e;
                } catch (AccessException e) {
                    remaining.add("what is theirs in database " + database.name() + ": " + e.getMessage());
                }
            }
        }
    }

    /**
     * Makes the administrator a member for as long as the role is there, and never of one that is still in {@code rds_iam} if
     * that would lock them out.
     */
    private boolean reachable(Leaver leaver, List<String> remaining) throws SqlRefused {
        if (leaver.role().usable()) {
            return true;
        }
        Catalogue now = new CatalogueReader(session).read(List.of());
        if (session.byPassword() && now.isIam(leaver.role())) {
            remaining.add("what is theirs: to clear it up, \"" + now.admin().name()
                    + "\" would become a member of a role in rds_iam, and not get in with its password any more");
            return false;
        }
        List<Step> steps = new ArrayList<>();
        access(leaver, steps);
        int before = remaining.size();
        attempt(remaining, "the right to clear up after them", session, steps);
        return remaining.size() == before;
    }

    private static void clearUp(
            SqlSession there, String database, Role role, @Nullable String reassignTo, List<String> remaining)
            throws SqlRefused {
        List<String> kept = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        inOne(role, reassignTo, database, steps);
        try {
            new Transaction(there).run(() -> {
                // DROP OWNED would do away with it.
                kept.addAll(reassignTo == null ? new Holdings(there, role).owned() : List.of());
                return kept.isEmpty() ? steps : List.of();
            });
        } catch (AccessException.Unreachable e) {
            throw e;
        } catch (AccessException e) {
            remaining.add("what is theirs in database " + database + ": " + e.getMessage());
        }
        kept.forEach(each -> remaining.add("in database " + database + ": they own " + each));
    }

    private static void attempt(List<String> remaining, String what, SqlSession session, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        try {
            new Transaction(session).run(() -> steps);
        } catch (AccessException.Unreachable e) {
            throw e;
        } catch (AccessException e) {
            remaining.add(what + ": " + e.getMessage());
        }
    }

    private Map<String, String> proof(Role role) throws SqlRefused {
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
