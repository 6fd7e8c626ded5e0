package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
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

    /**
     * What it would take; no steps where there is no such user.
     *
     * @param reassignTo who gets what they own; null where they must own nothing
     * @throws AccessException where it is not to be done
     */
    public Plan plan(UserName name, @Nullable String reassignTo, Stamp stamp) {
        try {
            RemovalPlanner leaver = read(name, reassignTo);
            return leaver == null
                    ? new Plan(name, Plan.Kind.REMOVE, List.of(), List.of())
                    : leaver.plan(name, reassignTo, stamp);
        } catch (SqlRefused e) {
            throw Transaction.unread(e);
        }
    }

    /** What is known of a user who is to go; null where there is none. */
    private @Nullable RemovalPlanner read(UserName name, @Nullable String reassignTo) throws SqlRefused {
        Catalogue catalogue = new CatalogueReader(session).read(List.of());
        Role role = catalogue.role(name.value()).orElse(null);
        if (role == null) {
            return null;
        }
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
        Administrator admin = new Administrator(catalogue, session.byPassword());
        return new RemovalPlanner(catalogue, admin, role, new Holdings(session, role).databases());
    }

    /**
     * Applies a plan that {@link #plan} made.
     *
     * @return how far it came; also where something remains
     * @throws AccessException where it could not be told how far
     */
    public Removal apply(Plan plan, @Nullable String reassignTo, Stamp stamp) {
        Attempt attempt = attempt(plan, reassignTo, stamp, _ -> true);
        AccessException failure = attempt.failure();
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(attempt.removal());
    }

    /**
     * What came of it.
     *
     * @param done the statements that were run, and made to last
     * @param removal how far it came; null where that could not be told
     * @param failure why it could not; null where it could
     */
    record Attempt(
            ChangeLog.Outcome outcome,
            List<Step> done,
            @Nullable Removal removal,
            @Nullable AccessException failure) {}

    /**
     * The same, where it is still to be done.
     *
     * @param still whether they are still to go, as the server has them now; asked under the lock
     * @throws AccessException.LedgerRefused where it cannot be put on record
     */
    Attempt attempt(Plan plan, @Nullable String reassignTo, Stamp stamp, Predicate<Role> still) {
        log.intent(List.of(plan), stamp);
        Attempt attempt = run(plan.user(), reassignTo, stamp, still);
        Removal removal = attempt.removal();
        log.outcome(
                plan.with(attempt.done()),
                stamp,
                attempt.outcome(),
                removal == null ? Map.of() : facts(removal),
                attempt.failure());
        return attempt;
    }

    private Attempt run(UserName name, @Nullable String reassignTo, Stamp stamp, Predicate<Role> still) {
        RemovalRun run = null;
        try {
            RemovalPlanner leaver = read(name, reassignTo);
            if (leaver == null) {
                Removal gone = new Removal(true, List.of(), Map.of("roles", "0"), List.of(), null);
                return new Attempt(ChangeLog.Outcome.APPLIED, List.of(), gone, null);
            }
            run = new RemovalRun(session, cluster, leaver, reassignTo);
            Removal removal = run.run(stamp, still);
            return new Attempt(
                    removal.removed() ? ChangeLog.Outcome.APPLIED : ChangeLog.Outcome.PARTLY,
                    removal.done(),
                    removal,
                    null);
        } catch (SqlRefused e) {
            return failed(run, Transaction.unread(e));
        } catch (AccessException.LedgerRefused e) {
            throw e;
        } catch (AccessException e) {
            return failed(run, e);
        }
    }

    private static Attempt failed(@Nullable RemovalRun run, AccessException failure) {
        ChangeLog.Outcome outcome = run == null ? ChangeLog.Outcome.NOT_APPLIED : run.endedBy(failure);
        if (outcome != ChangeLog.Outcome.NOT_APPLIED) {
            failure.hint(Transaction.RUN_AGAIN);
        } else if (failure instanceof AccessException.Interrupted) {
            failure.note("nothing was changed");
        }
        return new Attempt(outcome, run == null ? List.of() : List.copyOf(run.done()), null, failure);
    }

    private static Map<String, String> facts(Removal removal) {
        Map<String, String> facts = new LinkedHashMap<>(removal.proof());
        if (!removal.remaining().isEmpty()) {
            facts.put("remaining", String.join("; ", removal.remaining()));
        }
        return facts;
    }
}
