package io.dbvouch.provision;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who changes something, when and why, as a role's comment has it.
 *
 * @param change the change's id, a ULID, which its entries in the ledger bear
 * @param person the helpdesk person, as AWS names them
 * @param time when, in whole seconds
 * @param reason why; null where no reason is given
 * @param source the list that users are brought in line with; null where they are changed one by one
 */
public record Stamp(
        String change,
        String person,
        Instant time,
        @Nullable String reason,
        @Nullable String source) {
    /** How comments of dbvouch's begin. */
    static final String MARK = "dbvouch: ";

    private static final Pattern SOURCE = Pattern.compile(
            "dbvouch: \\w+(?: \\w+)? by .+? at \\S+, ledger change [0-9A-Z]{26}, from \"((?:[^\"]|\"\")*)\"(?:: .*)?",
            Pattern.DOTALL);

    /** Rounds the time. */
    public Stamp {
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** One who changes users one by one. */
    public Stamp(String change, String person, Instant time, @Nullable String reason) {
        this(change, person, time, reason, null);
    }

    /** The list that a user came by, as their comment tells; null for none. */
    static @Nullable String source(@Nullable String comment) {
        Matcher matcher = SOURCE.matcher(comment == null ? "" : comment);
        return matcher.matches() ? matcher.group(1).replace("\"\"", "\"") : null;
    }

    /**
     * The comment of a role that is made.
     *
     * @param done what was done: {@code added}
     */
    String comment(String done) {
        return comment(done, null);
    }

    /** The comment of a role that has one: the list that the user came by stays. */
    String comment(String done, @Nullable String before) {
        String list = source != null ? source : source(before);
        String text = MARK + done + " by " + person + " at " + time + ", ledger change " + change
                + (list == null ? "" : ", from \"" + list.replace("\"", "\"\"") + "\"");
        return reason == null ? text : text + ": " + reason.replace('\0', ' ');
    }
}
