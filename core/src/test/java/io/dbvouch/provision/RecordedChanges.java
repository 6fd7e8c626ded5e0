package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what is put on record. */
final class RecordedChanges implements ChangeLog {
    private final List<String> entries = new ArrayList<>();

    /** {@code intent add paola}, {@code applied add paola}. */
    List<String> entries() {
        return entries;
    }

    @Override
    public void intent(List<Plan> plans, Stamp stamp) {
        plans.forEach(plan -> entries.add("intent " + plan.kind() + " " + plan.user()));
    }

    @Override
    public void outcome(
            Plan plan, Stamp stamp, Outcome outcome, Map<String, String> facts, @Nullable AccessException failure) {
        entries.add(outcome + " " + plan.kind() + " " + plan.user()
                + (facts.isEmpty() ? "" : " " + facts)
                + (failure == null ? "" : ": " + failure.getMessage()));
    }
}
