package io.dbvouch.provision;

import io.dbvouch.access.EntryView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change that is on record as about to be tried, and not with what came of it: its program was killed, or the machine went down.
 *
 * @param id the change's id
 * @param target the target's name
 * @param user whom it is about
 * @param action {@code added}, {@code changed} or {@code removed}
 * @param time when it was begun
 * @param pid the process that began it
 * @param sql its statements, part by part
 */
public record OpenChange(
        String id, String target, String user, String action, Instant time, long pid, List<String> sql) {
    private static final Pattern CHANGE = Pattern.compile(
            "dbvouch: (\\w+(?: \\w+)?) by (?:(?!, ledger change ).)+, ledger change ([0-9A-Z]{26}).*", Pattern.DOTALL);

    /** Copies the list. */
    public OpenChange {
        sql = List.copyOf(sql);
    }

    /** The first part of one. */
    static OpenChange of(EntryView intent, String id, String user) {
        return new OpenChange(
                id,
                intent.target().orElse(""),
                user,
                intent.event().substring(intent.event().indexOf('.') + 1),
                intent.time(),
                intent.text("client", "pid").map(Long::valueOf).orElse(0L),
                List.of(intent.text("statement", "text").orElse("")));
    }

    OpenChange with(EntryView more) {
        List<String> parts = new ArrayList<>(sql);
        parts.add(more.text("statement", "text").orElse(""));
        return new OpenChange(id, target, user, action, time, pid, parts);
    }

    /** Whether the process that began it is still at it; one of its number that began later is another. */
    boolean isGoingOn() {
        return ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .startInstant()
                        .map(began -> !began.isAfter(time))
                        .orElse(true))
                .isPresent();
    }

    /**
     * What became of it, as the user's comment tells, which is written in the same transaction.
     *
     * @param there whether there is such a user
     * @param comment the user's comment; null for none
     */
    ChangeLog.Outcome outcome(boolean there, @Nullable String comment) {
        if (!there) {
            return action.equals(Plan.Kind.REMOVE.done()) ? ChangeLog.Outcome.APPLIED : ChangeLog.Outcome.UNKNOWN;
        }
        Matcher last = CHANGE.matcher(comment == null ? "" : comment);
        if (!last.matches()) {
            return ChangeLog.Outcome.NOT_APPLIED;
        }
        if (!last.group(2).equals(id)) {
            // Ids are in the order of time: whoever came later has written over it.
            return last.group(2).compareTo(id) > 0 ? ChangeLog.Outcome.UNKNOWN : ChangeLog.Outcome.NOT_APPLIED;
        }
        // Locking out is the first of several transactions.
        return last.group(1).equals("removed") || last.group(1).equals("locked out")
                ? ChangeLog.Outcome.PARTLY
                : ChangeLog.Outcome.APPLIED;
    }

    /** In a few words. */
    public String words() {
        return action + " at " + time.truncatedTo(ChronoUnit.SECONDS) + ", ledger change " + id;
    }
}
