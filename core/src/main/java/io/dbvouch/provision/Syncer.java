package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a server's users in line with a list. The catalogue is read once for the plan and once under the lock, however many
 * people there are; each who is added or changed is one transaction. Whoever is on the list comes under it, also those who are
 * as wanted already; who is on it no more is removed, unless another list has them.
 */
public final class Syncer {
    private final SqlSession session;
    private final ClusterSessions cluster;
    private final ChangeLog log;

    public Syncer(SqlSession session, ClusterSessions cluster, ChangeLog log) {
        this.session = session;
        this.cluster = cluster;
        this.log = log;
    }

    /**
     * Plans.
     *
     * @throws AccessException where the groups cannot be, or everybody would be refused for the same reason
     */
    public SyncPlan plan(SyncSpec spec, Stamp stamp) {
        try {
            return read(spec, stamp);
        } catch (SqlRefused e) {
            throw Transaction.unread(e);
        }
    }

    /**
     * What is left of a plan after another target's was applied, which shares the server's users.
     *
     * @throws AccessException where it would do something that the plan does not
     */
    public SyncPlan rest(SyncSpec spec, SyncPlan plan, Stamp stamp) {
        SyncPlan now = plan(spec, stamp);
        if (!now.isWithin(plan)) {
            throw Transaction.planIsAnother();
        }
        return now;
    }

    private SyncPlan read(SyncSpec spec, Stamp stamp) throws SqlRefused {
        Set<String> schemas = new LinkedHashSet<>(spec.readOnly());
        schemas.addAll(spec.readWrite());
        Catalogue catalogue = new CatalogueReader(session).read(schemas);
        Administrator admin = new Administrator(catalogue, session.byPassword());
        admin.needsCreateRole();
        String database = catalogue.server().database();
        GroupPlanner grouping = new GroupPlanner(catalogue, admin);
        List<Plan> changes = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        UserPlanner planner = new UserPlanner(catalogue, admin, stamp);
        List<GroupRole> groups = List.of();
        @Nullable UserName somebody = null;
        for (String person : spec.people()) {
            UserSpec user;
            try {
                user = spec.of(person);
            } catch (AccessException.BadConfiguration e) {
                refused.add(person + ": " + e.getMessage());
                continue;
            }
            groups = user.groups(database);
            somebody = somebody == null ? user.name() : somebody;
            try {
                Plan plan = planner.plan(user, groups);
                if (!plan.isEmpty()) {
                    changes.add(plan);
                }
            } catch (AccessException.Denied e) {
                refused.add(person + ": " + e.getMessage());
            }
        }
        grouping.plan(groups);
        if (!grouping.steps().isEmpty() && somebody != null) {
            prepend(grouping, changes, somebody);
        }
        List<Plan> removals = new ArrayList<>();
        leavers(spec, stamp, catalogue, admin, changes, removals, refused);
        return new SyncPlan(catalogue.server().started(), changes, removals, refused);
    }

    /** Who is on another list, too, stays: it is only said that they are not on this one. */
    private void leavers(
            SyncSpec spec,
            Stamp stamp,
            Catalogue catalogue,
            Administrator admin,
            List<Plan> changes,
            List<Plan> removals,
            List<String> refused)
            throws SqlRefused {
        List<Role> leavers = catalogue.roles().values().stream()
                .filter(role -> Stamp.sources(role.comment()).contains(spec.source()))
                .filter(role -> !spec.people().contains(role.name()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
        if (leavers.isEmpty()) {
            return;
        }
        Map<Long, List<Holdings.Database>> databases = Holdings.ofEach(session, leavers);
        for (Role role : leavers) {
            try {
                UserName name = new UserName(role.name());
                if (isOn(spec.source(), role)) {
                    removals.add(
                            new RemovalPlanner(catalogue, admin, role, databases.getOrDefault(role.oid(), List.of()))
                                    .plan(name, null, stamp));
                } else {
                    admin.needsToGrant(role);
                    changes.add(new Plan(name, Plan.Kind.CHANGE, List.of(off(role, stamp)), List.of()));
                }
            } catch (AccessException.Denied | AccessException.BadConfiguration e) {
                refused.add(role.name() + ": " + e.getMessage());
            }
        }
    }

    private static boolean isOn(String list, Role role) {
        return Stamp.sources(role.comment()).equals(List.of(list));
    }

    private static Step off(Role role, Stamp stamp) {
        return new Step(
                "comment on role " + role.sql() + " is " + Sql.literal(stamp.commentOffTheList(role.comment())),
                "take " + role.name() + ", who stays by another list with all they have, off the list "
                        + stamp.source());
    }

    /** What all of them need comes with the first; where nobody is to be changed, with somebody on the list. */
    private static void prepend(GroupPlanner groups, List<Plan> changes, UserName somebody) {
        List<Step> steps = new ArrayList<>(groups.steps());
        List<String> notes = new ArrayList<>(groups.notes());
        if (changes.isEmpty()) {
            changes.add(new Plan(somebody, Plan.Kind.CHANGE, steps, notes));
        } else {
            Plan first = changes.removeFirst();
            steps.addAll(first.steps());
            notes.addAll(first.notes());
            changes.addFirst(new Plan(first.user(), first.kind(), steps, notes));
        }
    }

    /**
     * Applies a plan of {@link #plan} or {@link #rest}. Nothing is done where the plan is another by then.
     *
     * @param results told what came of each user's plan, in order, also of those that were not come to
     * @param stopped whether nothing more is to be begun
     * @throws AccessException where it was not come to all of them; of each it is told all the same
     */
    public void apply(
            SyncSpec spec, SyncPlan plan, Stamp stamp, Consumer<SyncResult> results, BooleanSupplier stopped) {
        if (plan.isEmpty()) {
            return;
        }
        log.intent(plan.changes(), stamp);
        List<Plan> left = new ArrayList<>(plan.all());
        AtomicBoolean another = new AtomicBoolean();
        Transaction.Work look = () -> {
            if (!read(spec, stamp).equals(plan)) {
                another.set(true);
                throw Transaction.planIsAnother();
            }
            return plan.changes().isEmpty()
                    ? List.of()
                    : plan.changes().getFirst().steps();
        };
        try {
            if (plan.changes().isEmpty()) {
                new Transaction(session).run(look);
            }
            for (Plan each : plan.changes()) {
                goOn(stopped);
                left.removeFirst();
                AccessException failure =
                        one(each, left.size() == plan.all().size() - 1 ? look : each::steps, stamp, results);
                if (failure instanceof AccessException.Unreachable || (failure != null && another.get())) {
                    throw failure;
                }
            }
            Remover remover = new Remover(session, cluster, log);
            for (Plan leaver : plan.removals()) {
                goOn(stopped);
                left.removeFirst();
                remove(remover, leaver, spec.source(), stamp, results);
            }
        } catch (AccessException.LedgerRefused e) {
            throw e;
        } catch (AccessException e) {
            for (Plan each : left) {
                if (each.kind() != Plan.Kind.REMOVE) {
                    log.outcome(each.with(List.of()), stamp, ChangeLog.Outcome.NOT_APPLIED, Map.of(), e);
                }
                results.accept(result(each, ChangeLog.Outcome.NOT_APPLIED, e));
            }
            throw e;
        }
    }

    private static void goOn(BooleanSupplier stopped) {
        if (stopped.getAsBoolean()) {
            throw new AccessException.Interrupted("interrupted; what was begun is done, and nothing else")
                    .hint(Transaction.RUN_AGAIN);
        }
    }

    private static SyncResult result(Plan plan, ChangeLog.Outcome outcome, AccessException failure) {
        return new SyncResult(plan, outcome, List.of(), List.of(String.valueOf(failure.getMessage())));
    }

    private @Nullable AccessException one(Plan plan, Transaction.Work work, Stamp stamp, Consumer<SyncResult> results) {
        Transaction transaction = new Transaction(session);
        try {
            transaction.run(work);
        } catch (AccessException.LedgerRefused e) {
            throw e;
        } catch (AccessException e) {
            ChangeLog.Outcome outcome =
                    transaction.isCommitting() ? ChangeLog.Outcome.UNKNOWN : ChangeLog.Outcome.NOT_APPLIED;
            log.outcome(plan, stamp, outcome, Map.of(), e);
            results.accept(result(plan, outcome, e));
            return e instanceof AccessException.Unreachable ? e.hint(Transaction.RUN_AGAIN) : e;
        }
        log.outcome(plan, stamp, ChangeLog.Outcome.APPLIED, Map.of(), null);
        results.accept(new SyncResult(plan, ChangeLog.Outcome.APPLIED, plan.steps(), List.of()));
        return null;
    }

    /** Whoever has come under another list meanwhile stays; what cannot be done to one is no reason to leave the others in. */
    private static void remove(Remover remover, Plan leaver, String list, Stamp stamp, Consumer<SyncResult> results) {
        Remover.Attempt attempt = remover.attempt(leaver, null, stamp, now -> isOn(list, now));
        AccessException failure = attempt.failure();
        Removal removal = attempt.removal();
        List<String> remaining = failure != null || removal == null
                ? List.of(failure == null ? "" : String.valueOf(failure.getMessage()))
                : removal.remaining().stream()
                        .map(each -> "locked out, but left: " + each)
                        .toList();
        results.accept(new SyncResult(leaver, attempt.outcome(), attempt.done(), remaining));
        if (failure instanceof AccessException.Unreachable) {
            throw failure;
        }
    }
}
