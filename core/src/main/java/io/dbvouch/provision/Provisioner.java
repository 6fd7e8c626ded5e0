package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds and changes users in the database of one session, on record. */
public final class Provisioner {
    private final SqlSession session;
    private final ChangeLog log;

    public Provisioner(SqlSession session, ChangeLog log) {
        this.session = session;
        this.log = log;
    }

    /**
     * What it would take that a user is as they should be.
     *
     * @throws AccessException where it cannot be, or would lock the administrator out
     */
    public Plan plan(UserSpec spec, Stamp stamp) {
        try {
            return read(spec, stamp);
        } catch (SqlRefused e) {
            throw Transaction.unread(e);
        }
    }

    private Plan read(UserSpec spec, Stamp stamp) throws SqlRefused {
        Catalogue catalogue = new CatalogueReader(session).read(spec.schemas());
        Administrator admin = new Administrator(catalogue, session.byPassword());
        List<GroupRole> groups = spec.groups(catalogue.server().database());
        Plan user = new UserPlanner(catalogue, admin, stamp).plan(spec, groups);
        GroupPlanner grouping = new GroupPlanner(catalogue, admin);
        grouping.plan(groups);
        List<Step> steps = new ArrayList<>(grouping.steps());
        steps.addAll(user.steps());
        List<String> notes = new ArrayList<>(user.notes());
        notes.addAll(grouping.notes());
        return new Plan(user.user(), user.kind(), steps, notes);
    }

    /**
     * Applies a plan that {@link #plan} made: all of it, or nothing.
     *
     * @throws AccessException where it is not applied, or nobody knows; that is on record
     */
    public void apply(UserSpec spec, Plan plan, Stamp stamp) {
        log.intent(List.of(plan), stamp);
        Transaction transaction = new Transaction(session);
        try {
            transaction.run(() -> {
                if (!read(spec, stamp).equals(plan)) {
                    throw Transaction.planIsAnother();
                }
                return plan.steps();
            });
        } catch (AccessException e) {
            boolean unknown = transaction.isCommitting();
            if (unknown) {
                e.note("it was lost while the change was made to last: it may be done or not")
                        .hint(Transaction.RUN_AGAIN);
            }
            if (e instanceof AccessException.Interrupted) {
                e.note("nothing was changed");
            }
            log.outcome(plan, stamp, unknown ? ChangeLog.Outcome.UNKNOWN : ChangeLog.Outcome.NOT_APPLIED, Map.of(), e);
            throw e;
        }
        log.outcome(plan, stamp, ChangeLog.Outcome.APPLIED, Map.of(), null);
    }
}
