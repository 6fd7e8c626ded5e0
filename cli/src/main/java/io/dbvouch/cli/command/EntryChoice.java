package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import io.dbvouch.search.EntryFilter;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Which entries: when they were written, and what they are of. */
final class EntryChoice {
    @Nullable
    String since;

    @Nullable
    String until;

    @Nullable
    String person;

    @Nullable
    String target;

    @Nullable
    String session;

    @Nullable
    String event;

    /** When they were written. */
    void addTimes(Model model) {
        model.text(
                        "TIME",
                        "from then on: 2026-11-22, 2026-11-22T10:15, with Z or an offset, or 30m, 12h, 7d ago",
                        value -> since = value,
                        "--since")
                .text("TIME", "before then", value -> until = value, "--until");
    }

    /** What they are of. */
    void addSubjects(Model model) {
        model.text("USER", "of this person, or machine principal", value -> person = value, "--person")
                .text("TARGET", "of this target", value -> target = value, "--target")
                .text("ID", "of this session", value -> session = value, "--session")
                .text("EVENT", "of this kind, such as session.refused", value -> event = value, "--event");
    }

    EntryFilter filter(Invocation invocation, CommandLine line) {
        return new EntryFilter(
                time("--since", since, invocation, line),
                time("--until", until, invocation, line),
                person,
                target,
                session,
                event);
    }

    /** A time as it was given with an option; null where it was not. */
    static @Nullable Instant time(String option, @Nullable String text, Invocation invocation, CommandLine line) {
        return text == null
                ? null
                : SinceTime.parse(text, invocation.clock(), ZoneId.systemDefault())
                        .orElseThrow(() -> new CommandLine.ParameterException(
                                line, option + ": \"" + text + "\" is no time: 2026-11-22, 2026-11-22T10:15Z or 12h"));
    }
}
