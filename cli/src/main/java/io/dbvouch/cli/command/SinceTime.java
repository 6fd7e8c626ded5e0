package io.dbvouch.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as people give it: a date, a date and time with or without an offset (RFC 3339), or how long ago. */
final class SinceTime {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private SinceTime() {}

    static Optional<Instant> parse(String text, InstantSource clock, ZoneId zone) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long amount = Long.parseLong(ago.group(1));
            Duration duration =
                    switch (ago.group(2)) {
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    };
            return Optional.of(clock.instant().minus(duration));
        }
        String written = text.replace(' ', 'T');
        List<Function<String, Instant>> readings = List.of(
                t -> OffsetDateTime.parse(t).toInstant(),
                t -> LocalDateTime.parse(t).atZone(zone).toInstant(),
                t -> LocalDate.parse(t).atStartOfDay(zone).toInstant());
        for (Function<String, Instant> reading : readings) {
            try {
                return Optional.of(reading.apply(written));
            } catch (DateTimeException _) {
                // The next reading may fit.
            }
        }
        return Optional.empty();
    }
}
