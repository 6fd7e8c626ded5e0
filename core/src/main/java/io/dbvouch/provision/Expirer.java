package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.provision.Role.Power;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Locks out those whose time is over. {@code VALID UNTIL} says when that is, and stops nobody who logs in with a token: the
 * server compares it for passwords alone.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-createrole.html">CREATE ROLE, VALID UNTIL</a>
 */
public final class Expirer {
    private final SqlSession session;
    private final ChangeLog log;

    public Expirer(SqlSession session, ChangeLog log) {
        this.session = session;
        this.log = log;
    }

    /**
     * What it takes: a plan for each whose time is over, and who may still log in or has a session.
     *
     * @throws AccessException where the server does not tell
     */
    public List<Plan> plan(Stamp stamp) {
        List<Plan> plans = new ArrayList<>();
        Over over = over(stamp);
        over.roles().forEach(role -> plans.add(plan(over.admin(), role, stamp)));
        return plans;
    }

    private static Plan plan(Administrator admin, Role role, Stamp stamp) {
        List<Step> steps = new ArrayList<>();
        if (role.login()) {
            steps.addAll(Lockout.steps(role, stamp, "locked out"));
        }
        steps.addAll(Lockout.end(admin, role));
        return new Plan(
                new UserName(role.name()),
                Plan.Kind.CHANGE,
                steps,
                List.of("the time of \"" + role.name() + "\" was over at " + role.validUntil()));
    }

    private record Over(Administrator admin, List<Role> roles) {}

    private Over over(Stamp stamp) {
        try {
            Catalogue catalogue = new CatalogueReader(session).read(List.of());
            Set<Long> withSessions = new HashSet<>();
            for (@Nullable
            String[] row : session.run("select distinct usesysid from pg_stat_activity where usesysid is not null")) {
                withSessions.add(Long.valueOf(Objects.requireNonNull(row[0])));
            }
            List<Role> roles = catalogue.roles().values().stream()
                    .filter(role ->
                            role.validUntil() != null && !role.validUntil().isAfter(stamp.time()))
                    .filter(role -> role.login() || withSessions.contains(role.oid()))
                    .filter(role -> catalogue.isIam(role) || role.isOurs())
                    .filter(role -> !role.has(Power.SUPERUSER)
                            && !UserName.isRds(role.name())
                            && role.oid() != catalogue.admin().oid())
                    .sorted(Comparator.comparing(Role::name))
                    .toList();
            return new Over(new Administrator(catalogue, session.byPassword()), roles);
        } catch (SqlRefused e) {
            throw Transaction.unread(e);
        }
    }

    /**
     * What came of it.
     *
     * @param failed why it was not done, or not all of it, by user
     * @param done the statements that were run, and made to last, by user
     * @param others whose time is over no more, or whom somebody else locked out: nothing was done to them
     */
    public record Expired(Map<UserName, String> failed, Map<UserName, List<Step>> done, List<UserName> others) {}

    /**
     * Applies plans of {@link #plan}, each on its own: one that fails stops no other.
     *
     * @throws AccessException.Unreachable where the connection is lost
     * @throws AccessException.Interrupted where the person has stopped it
     * @throws AccessException.LedgerRefused where the ledger cannot be written
     */
    public Expired apply(List<Plan> plans, Stamp stamp) {
        Expired expired = new Expired(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        log.intent(plans, stamp);
        Deque<Plan> left = new ArrayDeque<>(plans);
        try {
            Over over = over(stamp);
            Map<String, Role> now = new LinkedHashMap<>();
            over.roles().forEach(role -> now.put(role.name(), role));
            while (!left.isEmpty()) {
                Plan plan = left.remove();
                Role role = now.get(plan.user().value());
                if (role == null) {
                    expired.others().add(plan.user());
                    log.outcome(
                            plan.with(List.of()),
                            stamp,
                            ChangeLog.Outcome.NOT_APPLIED,
                            Map.of("why", "their time is over no more, or somebody else locked them out"),
                            null);
                } else {
                    one(plan, over.admin(), role, stamp, expired);
                }
            }
        } catch (AccessException.LedgerRefused e) {
            throw e;
        } catch (AccessException e) {
            left.forEach(plan -> log.outcome(plan.with(List.of()), stamp, ChangeLog.Outcome.NOT_APPLIED, Map.of(), e));
            throw e.hint(Transaction.RUN_AGAIN);
        }
        return expired;
    }

    private void one(Plan plan, Administrator admin, Role role, Stamp stamp, Expired expired) {
        List<Step> done = new ArrayList<>();
        expired.done().put(plan.user(), done);
        try {
            int open = lockOut(admin, role, stamp, done);
            if (open > 0) {
                throw new AccessException.Failed(open + " open sessions that do not end");
            }
            log.outcome(plan.with(done), stamp, ChangeLog.Outcome.APPLIED, Map.of("sessions", "0"), null);
        } catch (AccessException.LedgerRefused e) {
            throw e;
        } catch (AccessException e) {
            boolean locked = !role.login() || !done.isEmpty();
            log.outcome(
                    plan.with(done),
                    stamp,
                    locked ? ChangeLog.Outcome.PARTLY : ChangeLog.Outcome.NOT_APPLIED,
                    Map.of(),
                    e);
            if (e instanceof AccessException.Unreachable || e instanceof AccessException.Interrupted) {
                throw e;
            }
            expired.failed()
                    .put(plan.user(), (locked ? "locked out, but their sessions go on: " : "") + e.getMessage());
        }
    }

    private int lockOut(Administrator admin, Role role, Stamp stamp, List<Step> done) {
        if (role.login()) {
            List<Step> steps = Lockout.steps(role, stamp, "locked out");
            new Transaction(session).run(() -> {
                if (!isStillOver(role, stamp)) {
                    throw Transaction.planIsAnother();
                }
                return steps;
            });
            done.addAll(steps);
        }
        int open = new Lockout(session, admin, role).endSessions();
        done.addAll(Lockout.end(admin, role));
        return open;
    }

    private boolean isStillOver(Role role, Stamp stamp) throws SqlRefused {
        return !session.run("select from pg_catalog.pg_roles where oid = " + role.oid()
                        + " and rolvaliduntil <= pg_catalog.to_timestamp("
                        + stamp.time().getEpochSecond() + ")")
                .isEmpty();
    }
}
