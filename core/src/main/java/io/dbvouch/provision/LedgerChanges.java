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

    private static final int TOLD_AT_MOST = 5;

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
        String word = word(outcome);
        List<UserChange> entries = new ArrayList<>();
        List<String> parts = parts(plan);
        for (int i = 0; i < parts.size(); i++) {
            entries.add(entry(plan, stamp, i + 1, parts.get(i), word, facts, failure));
        }
        session.record(entries);
    }

    /**
     * Puts on record what became of changes that were cut off, as far as the server tells.
     *
     * @param sql a session at their target
     * @param record whether to put it on record, or to tell it only
     * @return what is to be told of it
     */
    public List<String> settle(List<OpenChange> open, SqlSession sql, boolean record) {
        if (open.isEmpty()) {
            return List.of();
        }
        Map<String, Role> roles = Users.roles(sql);
        List<UserChange> entries = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (OpenChange each : open) {
            Role role = roles.get(each.user());
            Outcome outcome = each.outcome(role != null, role == null ? null : role.comment());
            told.add("\"" + each.user() + "\": a run was cut off, and left no outcome on record (" + each.words()
                    + "): " + (role == null ? "there is no such user now" : words(outcome)));
            Map<String, String> facts = Map.of("settled", "by what the server has, when it was looked at next");
            for (int i = 0; i < each.sql().size(); i++) {
                entries.add(new UserChange(
                        each.id(), each.action(), each.user(), i + 1, each.sql().get(i), word(outcome), facts, null));
            }
        }
        if (record) {
            session.record(entries);
        }
        if (told.size() > TOLD_AT_MOST) {
            int more = told.size() - TOLD_AT_MOST;
            told.subList(TOLD_AT_MOST, told.size()).clear();
            told.add("and " + more + " more such changes");
        }
        return told;
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> "the server has all of it";
            case NOT_APPLIED -> "the server has nothing of it";
            case PARTLY -> "the user is locked out; the rest is yet to be looked at";
            case UNKNOWN -> "the server does not tell what came of it";
        };
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
