package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.session.ExtendedQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code \watch [[i=]SECONDS] [c=TIMES] [m=ROWS]}: sends the query again and again, until Ctrl-C, an error, or so many times or
 * so few rows as are given (PostgreSQL 18, {@code exec_command_watch} and {@code do_watch} in {@code src/bin/psql/command.c}).
 */
final class WatchCommand {
    private static final double USUAL_SECONDS = 2;
    private static final Pattern SECONDS = Pattern.compile("\\+?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final double NANOS = 1e9;

    /** C's {@code %c}, in its own locale. */
    private static final DateTimeFormatter NOW =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

    private final Shell shell;

    WatchCommand(Shell shell) {
        this.shell = shell;
    }

    /** What is asked for; null where it is not. */
    private static final class Wanted {
        private @Nullable Double seconds;
        private @Nullable Integer times;
        private @Nullable Integer rows;
    }

    Outcome run(SlashCall call) throws IOException {
        NextStatement next = shell.takeNext();
        Wanted wanted = new Wanted();
        boolean good = true;
        while (good) {
            String argument = call.arguments().argumentBeforeSemicolon();
            if (argument == null) {
                break;
            }
            String wrong = read(argument, wanted);
            if (wrong != null) {
                shell.talk.error("\\watch: " + wrong);
                good = false;
            }
        }
        SlashState state = call.state();
        if (good) {
            if (state.query.isEmpty()) {
                state.query.append(state.previous);
            }
            good = watch(state.query.toString(), wanted, next.extended());
        }
        state.query.setLength(0);
        state.scanner.reset();
        return Outcome.of(good);
    }

    /** What is wrong with an argument; null for nothing. */
    private static @Nullable String read(String argument, Wanted wanted) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? "i" : argument.substring(0, equals);
        String value = argument.substring(equals + 1);
        return switch (name) {
            case "i", "interval" -> {
                if (wanted.seconds != null) {
                    yield "interval value is specified more than once";
                }
                wanted.seconds = SECONDS.matcher(value).matches() ? Double.valueOf(value) : null;
                yield wanted.seconds == null || wanted.seconds.isInfinite()
                        ? "incorrect interval value \"" + value + "\""
                        : null;
            }
            case "c", "count" -> {
                if (wanted.times != null) {
                    yield "iteration count is specified more than once";
                }
                wanted.times = positive(value);
                yield wanted.times == null ? "incorrect iteration count \"" + value + "\"" : null;
            }
            case "m", "min_rows" -> {
                if (wanted.rows != null) {
                    yield "minimum row count specified more than once";
                }
                wanted.rows = positive(value);
                yield wanted.rows == null ? "incorrect minimum row count \"" + value + "\"" : null;
            }
            default -> "unrecognized parameter \"" + argument + "\"";
        };
    }

    private static @Nullable Integer positive(String value) {
        Integer number =
                value.matches("\\+?\\d+") ? ParsedValue.number(value.replaceFirst("^\\+?0*(?=\\d)", "")) : null;
        return number == null || number <= 0 ? null : number;
    }

    private boolean watch(String sql, Wanted wanted, @Nullable Function<String, ExtendedQuery> extended)
            throws IOException {
        if (sql.isEmpty()) {
            shell.talk.error("\\watch cannot be used with an empty query");
            return false;
        }
        double seconds = wanted.seconds == null ? USUAL_SECONDS : wanted.seconds;
        long millis = (long) Math.min(seconds * 1000, Integer.MAX_VALUE);
        String title = shell.print.title;
        try {
            for (int left = wanted.times == null ? Integer.MAX_VALUE : wanted.times; ; left--) {
                shell.print.title = (title == null ? "" : title + "\t")
                        + NOW.format(ZonedDateTime.now(ZoneId.systemDefault())) + " (every " + number(millis / 1000.0)
                        + "s)\n";
                Long rows = shell.runner.watch(sql, extended);
                if (rows == null) {
                    // Whoever has pressed Ctrl-C has had enough.
                    return shell.stopped();
                }
                if ((wanted.times != null && left <= 1) || (wanted.rows != null && rows < wanted.rows)) {
                    return true;
                }
                if (!shell.pause(Duration.ofNanos((long) (millis / 1000.0 * NANOS)))) {
                    return true;
                }
            }
        } finally {
            // Behind the ^C that a terminal may have shown.
            shell.println("");
            shell.print.title = title;
        }
    }

    /** As C's {@code %g} writes it. */
    private static String number(double value) {
        if (value >= 1e6 || (value > 0 && value < 1e-4)) {
            return String.format(Locale.ROOT, "%.5e", value).replaceFirst("\\.?0*e", "e");
        }
        String digits = String.format(Locale.ROOT, "%." + decimals(value) + "f", value);
        return digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits;
    }

    /** So that there are six significant digits. */
    private static int decimals(double value) {
        int whole = value < 1 ? 0 : (int) Math.log10(value) + 1;
        return value > 0 && value < 1 ? 6 + (int) -Math.floor(Math.log10(value)) - 1 : Math.max(0, 6 - whole);
    }
}
