package io.dbvouch.cli.command;

import io.dbvouch.provision.UserSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When something ends, as people give it: a day, which is meant whole, a time, how long from now, or never. */
final class UntilTime {
    private static final Pattern FROM_NOW = Pattern.compile("(\\d{1,5})([hdw])");

    private UntilTime() {}

    /** The time; empty where {@code text} is none, or is past. */
    static Optional<Instant> parse(String text, InstantSource clock, ZoneId zone) {
        if (text.equals("never")) {
            return Optional.of(UserSpec.NEVER);
        }
        Instant now = clock.instant();
        Matcher fromNow = FROM_NOW.matcher(text);
        if (fromNow.matches()) {
            long amount = Long.parseLong(fromNow.group(1));
            Duration length =
                    switch (fromNow.group(2)) {
                        case "h" -> Duration.ofHours(amount);
                        case "d" -> Duration.ofDays(amount);
                        default -> Duration.ofDays(7 * amount);
                    };
            return Optional.of(now.plus(length)).filter(now::isBefore);
        }
        try {
            return Optional.of(
                            LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant())
                    .filter(now::isBefore);
        } catch (DateTimeException _) {
            return SinceTime.parse(text, clock, zone).filter(now::isBefore);
        }
    }
}
