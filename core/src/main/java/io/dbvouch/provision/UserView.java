package io.dbvouch.provision;

import io.dbvouch.provision.Role.Power;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A user as the server has them.
 *
 * @param name the name
 * @param login whether they may log in; those who may not are shown if dbvouch locked them out
 * @param iam whether they log in with a token: a member of {@code rds_iam}, by whatever way
 * @param password whether they have a password; null where the administrator may not know
 * @param rdsPassword whether they may set passwords where RDS restricts that
 * @param powers what makes them more than an ordinary user, {@code RDS_SUPERUSER} among it
 * @param connectionLimit how many sessions at once; -1 for any number
 * @param until when access ends; null for never
 * @param sessions how many sessions are open
 * @param since when the latest of these began; null where there is none
 * @param roles what they are members of, {@code rds_iam} aside
 * @param grants what they may do, in words
 * @param comment the role's comment; null for none
 */
public record UserView(
        String name,
        boolean login,
        boolean iam,
        @Nullable Boolean password,
        boolean rdsPassword,
        List<String> powers,
        int connectionLimit,
        @Nullable Instant until,
        int sessions,
        @Nullable Instant since,
        List<String> roles,
        List<String> grants,
        @Nullable String comment) {

    /** Copies the lists. */
    public UserView {
        powers = List.copyOf(powers);
        roles = List.copyOf(roles);
        grants = List.copyOf(grants);
    }

    /** Whether their time is over. */
    public boolean isOver(Instant now) {
        return until != null && !until.isAfter(now);
    }

    /** Whether the role is RDS's own. */
    public boolean isRds() {
        return UserName.isRds(name);
    }

    /** What a power is called. */
    static String word(Power power) {
        return power.name().toLowerCase(Locale.ROOT);
    }
}
