package io.dbvouch.provision;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What it takes that a server has the people of a list.
 *
 * @param server what tells the server from others; targets of one server share their users
 * @param changes who is added or changed; what the groups of all of them take stands in the first one
 * @param removals who is on the list no more, and on no other, and is to go
 * @param refused people who cannot be added or removed, and why
 */
public record SyncPlan(String server, List<Plan> changes, List<Plan> removals, List<String> refused) {
    /** Copies the lists. */
    public SyncPlan {
        changes = List.copyOf(changes);
        removals = List.copyOf(removals);
        refused = List.copyOf(refused);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.isEmpty() && removals.isEmpty();
    }

    /** All of it, in the order in which it is done. */
    public List<Plan> all() {
        return Stream.concat(changes.stream(), removals.stream()).toList();
    }

    /** Whether it does nothing that another one does not; comments may say something else. */
    boolean isWithin(SyncPlan other) {
        Set<String> sql = new HashSet<>();
        Set<String> users = new HashSet<>();
        for (Plan each : other.changes) {
            users.add(comment(each.user()));
            each.steps().forEach(step -> sql.add(step.sql()));
        }
        Set<UserName> leavers = new HashSet<>();
        other.removals.forEach(each -> leavers.add(each.user()));
        return removals.stream().allMatch(each -> leavers.contains(each.user()))
                && changes.stream()
                        .allMatch(each -> each.steps().stream()
                                .map(Step::sql)
                                .allMatch(step -> sql.contains(step)
                                        || (step.startsWith(comment(each.user()))
                                                && users.contains(comment(each.user())))));
    }

    private static String comment(UserName user) {
        return "comment on role " + user.sql() + " is ";
    }
}
