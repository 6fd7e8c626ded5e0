package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.provision.Role.Power;
import java.util.ArrayList;
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
        over(stamp).forEach(role -> plans.add(plan(role, stamp)));
        return plans;
    }

    private static Plan plan(Role role, Stamp stamp) {
        List<Step> steps = new ArrayList<>();
        if (role.login()) {
            steps.addAll(Lockout.steps(role, stamp, "locked out"));
        }
        steps.add(Lockout.end(role));
        return new Plan(
                new UserName(role.name()),
                Plan.Kind.CHANGE,
                steps,
                List.of("the time of \"" + role.name() + "\" was over at " + role.validUntil()));
    }

    private List<Role> over(Stamp stamp) {
        try {
            Catalogue catalogue = new CatalogueReader(session).read(List.of());
            Set<Long> withSessions = new HashSet<>();
            for (@Nullable
            String[] row : session.run("select distinct usesysid from pg_stat_activity where usesysid is not null")) {
                withSessions.add(Long.valueOf(Objects.requireNonNull(row[0])));
            }
            return catalogue.roles().values().stream()
                    .filter(role ->
                            role.validUntil() != null && !role.validUntil().isAfter(stamp.time()))
                    .filter(role -> role.login() || withSessions.contains(role.oid()))
                    .filter(role -> catalogue.isIam(role) || role.isOurs())
                    .filter(role -> !role.has(Power.SUPERUSER)
                            && !UserName.isRds(role.name())
                            && role.oid() != catalogue.admin().oid())
                    .toList();
        } catch (SqlRefused e) {
            throw Transaction.unread(e);
        }
    }

    /**
     * Applies plans of {@link #plan}, each on its own: one that fails stops no other.
     *
     * @return why they failed, by user; nothing where all were applied
     * @throws AccessException.Unreachable where the connection is lost
     * @throws AccessException.LedgerRefused where the ledger cannot be written
     */
    public Map<UserName, String> apply(List<Plan> plans, Stamp stamp) {
        Map<UserName, String> failed = new LinkedHashMap<>();
        log.intent(plans, stamp);
        Map<String, Role> now = new LinkedHashMap<>();
        over(stamp).forEach(role -> now.put(role.name(), role));
        for (Plan plan : plans) {
            Role role = now.get(plan.user().value());
            try {
                int open = role == null ? 0 : lockOut(role, stamp);
                if (open > 0) {
                    throw new AccessException.Failed(open + " open sessions that do not end");
                }
                log.outcome(plan, stamp, ChangeLog.Outcome.APPLIED, Map.of("sessions", "0"), null);
            } catch (AccessException.LedgerRefused e) {
                throw e;
            } catch (AccessException e) {
                log.outcome(plan, stamp, ChangeLog.Outcome.PARTLY, Map.of(), e);
                if (e instanceof AccessException.Unreachable) {
                    throw e;
                }
                failed.put(plan.user(), e.getMessage());
            }
        }
        return failed;
    }

    private int lockOut(Role role, Stamp stamp) {
        if (role.login()) {
            new Transaction(session).run(() -> Lockout.steps(role, stamp, "locked out"));
        }
        try {
            return new Lockout(session, role).endSessions();
        } catch (SqlRefused e) {
            throw Transaction.explain(e, Lockout.end(role));
        }
    }
}
