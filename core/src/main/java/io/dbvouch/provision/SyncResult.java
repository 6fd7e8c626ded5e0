package io.dbvouch.provision;

import java.util.List;

/**
 * What came of the plan for one user.
 *
 * @param plan what was to be done
 * @param outcome what came of it
 * @param done the statements that were run, and made to last
 * @param remaining what is left, or why nothing was done, in words; empty where all was
 */
public record SyncResult(Plan plan, ChangeLog.Outcome outcome, List<Step> done, List<String> remaining) {
    /** Copies the lists. */
    public SyncResult {
        done = List.copyOf(done);
        remaining = List.copyOf(remaining);
    }

    /** Whether all of it was done. */
    public boolean applied() {
        return outcome == ChangeLog.Outcome.APPLIED;
    }
}
