package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessSession;
import io.dbvouch.access.UserChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes on record in the ledger, with the session in which they are made. */
public final class LedgerChanges implements ChangeLog {
    /** Bytes of statements in one entry, which holds their text up to 8,192. */
    private static final int LONGEST_PART = 8000;

    private final AccessSession session;

    public LedgerChanges(AccessSession session) {
        this.session = session;
    }

    @Override
    public void intent(List<Plan> plans, Stamp stamp) {
        List<UserChange> entries = new ArrayList<>();
        for (Plan plan : plans) {
            List<String> parts = parts(plan);
            for (int i = 0; i < parts.size(); i++) {
                entries.add(entry(plan, stamp, i + 1, parts.get(i), null, Map.of(), null));
            }
        }
        session.record(entries);
    }

    @Override
    public void outcome(
            Plan plan, Stamp stamp, Outcome outcome, Map<String, String> facts, @Nullable AccessException failure) {
        String word = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        List<UserChange> entries = new ArrayList<>();
        List<String> parts = parts(plan);
        for (int i = 0; i < parts.size(); i++) {
            entries.add(entry(plan, stamp, i + 1, parts.get(i), word, facts, failure));
        }
        session.record(entries);
    }

    private static UserChange entry(
            Plan plan,
            Stamp stamp,
            int part,
            String sql,
            @Nullable String outcome,
            Map<String, String> facts,
            @Nullable AccessException failure) {
        return new UserChange(
                stamp.change(), plan.kind().done(), plan.user().value(), part, sql, outcome, facts, failure);
    }

    private static List<String> parts(Plan plan) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int bytes = 0;
        for (Step step : plan.steps()) {
            String line = step.sql() + ";\n";
            int more = line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > 0 && bytes + more > LONGEST_PART) {
                parts.add(part.toString());
                part.setLength(0);
                bytes = 0;
            }
            part.append(line);
            bytes += more;
        }
        parts.add(part.toString());
        return parts;
    }
}
