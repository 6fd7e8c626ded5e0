package io.dbvouch.provision;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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

    private static final String QUOTED = "\"((?:[^\"]|\"\")*)\"";

    private static final Pattern SOURCES = Pattern.compile(
            "dbvouch: \\w+(?: \\w+)? by (?:(?!, ledger change ).)+ at \\S+, ledger change [0-9A-Z]{26}, from (" + QUOTED
                    + "(?:, " + QUOTED + ")*)(?:: .*)?",
            Pattern.DOTALL);

    private static final Pattern ONE = Pattern.compile(QUOTED);

    /** Rounds the time. */
    public Stamp {
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** One who changes users one by one. */
    public Stamp(String change, String person, Instant time, @Nullable String reason) {
        this(change, person, time, reason, null);
    }

    /** The lists that a user is on, as their comment tells, in the order in which they came to be on them. */
    static List<String> sources(@Nullable String comment) {
        Matcher matcher = SOURCES.matcher(comment == null ? "" : comment);
        if (!matcher.matches()) {
            return List.of();
        }
        return ONE.matcher(matcher.group(1))
                .results()
                .map(each -> each.group(1).replace("\"\"", "\""))
                .distinct()
                .toList();
    }

    /**
     * The comment of a role that is made.
     *
     * @param done what was done: {@code added}
     */
    String comment(String done) {
        return comment(done, (String) null);
    }

    /** The comment of a role that has one: the lists that the user is on stay, and this one is added. */
    String comment(String done, @Nullable String before) {
        List<String> lists = new ArrayList<>(sources(before));
        if (source != null && !lists.contains(source)) {
            lists.add(source);
        }
        return comment(done, lists);
    }

    /** The comment of a role that has one, of a user who is on this list no more, and on others. */
    String commentOffTheList(@Nullable String before) {
        List<String> lists = new ArrayList<>(sources(before));
        lists.remove(source);
        return comment("changed", lists);
    }

    private String comment(String done, List<String> lists) {
        String from = lists.isEmpty()
                ? ""
                : ", from "
                        + String.join(
                                ", ",
                                lists.stream()
                                        .map(each -> "\"" + each.replace("\"", "\"\"") + "\"")
                                        .toList());
        String text = MARK + done + " by " + person + " at " + time + ", ledger change " + change + from;
        return reason == null ? text : text + ": " + reason.replace('\0', ' ');
    }
}
