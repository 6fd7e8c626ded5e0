package io.dbvouch.provision;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What breaks the rule that every login is one person of the identity provider. */
public final class Audit {
    private final List<Finding> findings = new ArrayList<>();
    private final Instant now;
    private final @Nullable Set<String> people;
    private final Map<String, ? extends Collection<String>> persons;

    /** The kinds of breach. */
    public enum Rule {
        /** Logs in without the identity provider. */
        PASSWORD,
        /** Several people use it. */
        SHARED,
        /** No person of the identity provider is called so. */
        NOBODY,
        /** Differs from a person, or from another user, in upper and lower case only. */
        CASE,
        /** As long as PostgreSQL lets names be: perhaps cut. */
        LENGTH,
        /** Has powers that an ordinary user has not. */
        POWERS,
        /** Their time is over, and they may still log in. */
        EXPIRED;

        /** As people read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A breach.
     *
     * @param user who
     * @param rule what kind
     * @param words what it is
     */
    public record Finding(String user, Rule rule, String words) {}

    /**
     * An audit.
     *
     * @param people the identity provider's user names; null where they are not known
     * @param persons who logged in as whom, as the ledger knows
     */
    public Audit(Instant now, @Nullable Set<String> people, Map<String, ? extends Collection<String>> persons) {
        this.now = now;
        this.people = people;
        this.persons = persons;
    }

    /** What users break, in their order. */
    public List<Finding> of(List<UserView> users) {
        Map<String, String> seen = new HashMap<>();
        for (UserView user : users) {
            // RDS's own, which nobody logs in with.
            if (user.isRds() || !user.login()) {
                continue;
            }
            password(user);
            names(user, seen);
            Collection<String> used = Objects.requireNonNullElse(persons.get(user.name()), List.of());
            if (used.size() > 1) {
                add(user, Rule.SHARED, "used by " + String.join(", ", used));
            }
            if (!user.powers().isEmpty()) {
                add(user, Rule.POWERS, String.join(", ", user.powers()));
            }
            if (user.isOver(now)) {
                add(user, Rule.EXPIRED, "their time was over at " + user.until() + "; a token still gets them in");
            }
        }
        return List.copyOf(findings);
    }

    private void password(UserView user) {
        if (!user.iam()) {
            add(user, Rule.PASSWORD, "not in rds_iam: logs in with a password");
        } else if (Boolean.TRUE.equals(user.password())) {
            add(user, Rule.PASSWORD, "has a password, which works as soon as they are not in rds_iam");
        }
        if (user.rdsPassword()) {
            add(user, Rule.PASSWORD, "may set passwords: a member of rds_password");
        }
    }

    private void names(UserView user, Map<String, String> seen) {
        String other = seen.putIfAbsent(user.name().toLowerCase(Locale.ROOT), user.name());
        if (other != null) {
            add(user, Rule.CASE, "there also is " + other);
        }
        if (user.name().getBytes(StandardCharsets.UTF_8).length == Sql.LONGEST_NAME) {
            add(user, Rule.LENGTH, "63 bytes, the most there can be: perhaps the beginning of a longer name");
        }
        if (people == null || people.contains(user.name())) {
            return;
        }
        String alike = people.stream()
                .filter(person -> person.equalsIgnoreCase(user.name()))
                .findFirst()
                .orElse(null);
        if (alike != null) {
            add(user, Rule.CASE, "the person is " + alike + ", who cannot log in as this user");
        } else {
            add(user, Rule.NOBODY, "no person is called so");
        }
    }

    private void add(UserView user, Rule rule, String words) {
        findings.add(new Finding(user.name(), rule, words));
    }
}
