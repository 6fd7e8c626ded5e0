package io.dbvouch.provision;

import java.util.List;

/**
 * What it takes that a server has the people of a list.
 *
 * @param changes who is added or changed; what the groups of all of them take stands in the first one
 * @param leavers who is on the list no more
 * @param refused people who cannot be added, and why
 */
public record SyncPlan(List<Plan> changes, List<UserName> leavers, List<String> refused) {
    /** Copies the lists. */
    public SyncPlan {
        changes = List.copyOf(changes);
        leavers = List.copyOf(leavers);
        refused = List.copyOf(refused);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.isEmpty() && leavers.isEmpty();
    }
}
