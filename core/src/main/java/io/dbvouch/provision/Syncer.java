package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a server's users in line with a list. The catalogue is read once for the plan and once under the lock, however many
 * people there are; each of them is one transaction.
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

    private SyncPlan read(SyncSpec spec, Stamp stamp) throws SqlRefused {
        Set<String> schemas = new LinkedHashSet<>(spec.readOnly());
        schemas.addAll(spec.readWrite());
        Catalogue catalogue = new CatalogueReader(session).read(schemas);
        Administrator admin = new Administrator(catalogue, session.byPassword());
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
            prepend(grouping.steps(), changes, somebody);
        }
        List<UserName> leavers = catalogue.roles().values().stream()
                .filter(role -> spec.source().equals(Stamp.source(role.comment())))
                .map(Role::name)
                .filter(name -> !spec.people().contains(name))
                .sorted()
                .map(UserName::new)
                .toList();
        return new SyncPlan(changes, leavers, refused);
    }

    /**
     * Applies a plan of {@link #plan}.
     *
     * @param progress told each user who is done
     * @return what could not be done, in words
     * @throws AccessException where nothing was done, or the connection is lost
     */
    public List<String> apply(SyncSpec spec, SyncPlan plan, Stamp stamp, Consumer<UserName> progress) {
        List<String> failed = new ArrayList<>();
        log.intent(plan.changes(), stamp);
        boolean first = true;
        for (Plan each : plan.changes()) {
            one(each, first ? () -> ifStill(spec, plan, stamp) : each::steps, stamp, failed);
            first = false;
            progress.accept(each.user());
        }
        Remover remover = new Remover(session, cluster, log);
        for (UserName leaver : plan.leavers()) {
            Removal removal = remover.apply(remover.plan(leaver, null, stamp), null, stamp);
            removal.remaining().forEach(each -> failed.add(leaver + ": locked out, but left: " + each));
            progress.accept(leaver);
        }
        return failed;
    }

    /** What all of them need comes with the first; where nobody is to be changed, with somebody on the list. */
    private static void prepend(List<Step> groups, List<Plan> changes, UserName somebody) {
        List<Step> steps = new ArrayList<>(groups);
        if (changes.isEmpty()) {
            changes.add(new Plan(somebody, Plan.Kind.CHANGE, steps, List.of()));
        } else {
            Plan first = changes.removeFirst();
            steps.addAll(first.steps());
            changes.addFirst(new Plan(first.user(), first.kind(), steps, first.notes()));
        }
    }

    private List<Step> ifStill(SyncSpec spec, SyncPlan plan, Stamp stamp) throws SqlRefused {
        if (!read(spec, stamp).equals(plan)) {
            throw Transaction.planIsAnother();
        }
        return plan.changes().getFirst().steps();
    }

    private void one(Plan plan, Transaction.Work work, Stamp stamp, List<String> failed) {
        Transaction transaction = new Transaction(session);
        try {
            transaction.run(work);
            log.outcome(plan, stamp, ChangeLog.Outcome.APPLIED, Map.of(), null);
        } catch (AccessException.LedgerRefused e) {
            throw e;
        } catch (AccessException e) {
            log.outcome(
                    plan,
                    stamp,
                    transaction.isCommitting() ? ChangeLog.Outcome.UNKNOWN : ChangeLog.Outcome.NOT_APPLIED,
                    Map.of(),
                    e);
            if (e instanceof AccessException.Unreachable) {
                throw e.hint("run it again: it finishes what is left");
            }
            failed.add(plan.user() + ": " + e.getMessage());
        }
    }
}
