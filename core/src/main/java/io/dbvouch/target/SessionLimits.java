package io.dbvouch.target;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a session may last.
 *
 * @param idle how long nothing may run in it; null for as long as one likes
 * @param whole how long it may be open; null likewise
 */
public record SessionLimits(
        @Nullable Duration idle, @Nullable Duration whole) {
    /** None. */
    public static final SessionLimits NONE = new SessionLimits(null, null);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})([smhd])");

    /** A length of time as it is written: {@code 90s}, {@code 15m}, {@code 8h}, {@code 1d}; empty where it is none, or zero. */
    public static Optional<Duration> parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
        return duration.isZero() ? Optional.empty() : Optional.of(duration);
    }

    /** A length of time as {@link #parse} reads it. */
    public static String format(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** Of each limit the stricter one. */
    public SessionLimits and(SessionLimits other) {
        return new SessionLimits(shorter(idle, other.idle), shorter(whole, other.whole));
    }

    private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
