package io.dbvouch.cli.command;

import io.dbvouch.target.SessionLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The options that say how long a session may last; a target's own limits hold besides, and the stricter one wins. */
final class LimitArguments implements Model.Shared {
    @Nullable
    Duration idle;

    @Nullable
    Duration whole;

    SessionLimits limits() {
        return new SessionLimits(idle, whole);
    }

    @Override
    public void addTo(Model model) {
        model.checked(
                        "DURATION",
                        "end the session when nothing was run for so long: 90s, 15m, 8h",
                        LimitArguments::check,
                        value -> idle = parse(value),
                        "--idle-timeout")
                .checked(
                        "DURATION",
                        "end the session when it has been open for so long",
                        LimitArguments::check,
                        value -> whole = parse(value),
                        "--max-session");
    }

    private static String check(String value) {
        parse(value);
        return value;
    }

    private static Duration parse(String value) {
        return SessionLimits.parse(value)
                .orElseThrow(() -> new CommandLine.TypeConversionException(
                        "\"" + value + "\" is no length of time such as 90s, 15m, 8h or 1d"));
    }
}
