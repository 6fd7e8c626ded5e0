package io.dbvouch.packaging.transcript;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbvouch.packaging.transcript.TextMatch.Line;
import io.dbvouch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays a transcript, and holds each outcome against what is expected. */
final class Scenario {
    /** What a connection's other end sees of its end comes a moment after the program has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Where what comes is to be written down, there is nothing to wait for: a moment has to do. */
    private static final Duration RECORDING_PATIENCE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path file;
    private final Sandbox sandbox;
    private final Stage stage;
    private final JournalView journal;

    /** A scenario on its stage. */
    Scenario(Path file, Sandbox sandbox, Stage stage) {
        this.file = file;
        this.sandbox = sandbox;
        this.stage = stage;
        this.journal = new JournalView(sandbox.journal());
    }

    /** Plays it to its end, or to the first outcome that does not fit. */
    void play(Transcript transcript) throws IOException, InterruptedException {
        for (Step step : transcript.steps()) {
            if (step instanceof Step.Checked checked) {
                check(checked, outcome(checked, PATIENCE));
            } else {
                prepare(step);
            }
        }
    }

    /** Plays it to its end, whatever comes. */
    List<Outcome> record(Transcript transcript) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Step step : transcript.steps()) {
            if (step instanceof Step.Checked checked) {
                Outcome actual = outcome(checked, RECORDING_PATIENCE);
                match(checked.expected(), actual).ifPresent(stage::bind);
                outcomes.add(Update.merged(checked.expected(), actual, stage.bound()));
            } else {
                prepare(step);
            }
        }
        return outcomes;
    }

    private void prepare(Step step) throws IOException, InterruptedException {
        switch (step) {
            case Step.Needs(int _, String program) ->
                assumeTrue(stage.has(program), () -> "there is no " + program + " on this machine");
            case Step.Env(int _, String name, String value) -> stage.set(name, value);
            case Step.Write(int _, String name, String text) -> stage.write(name, text);
            case Step.Fault(int _, String fault) -> {
                if (fault == null) {
                    sandbox.faults().clear();
                } else {
                    sandbox.faults().add(fault);
                }
            }
            case Step.Start(int _, String command) -> stage.start(command);
            case Step.Company _ -> {
                // Chosen before the scenario began.
            }
            case Step.Checked _ -> throw new IllegalStateException("this step has an outcome");
        }
    }

    private void check(Step.Checked step, Outcome actual) {
        Optional<Map<String, String>> matched = match(step.expected(), actual);
        if (matched.isEmpty()) {
            fail(difference(step, actual));
        }
        stage.bind(matched.get());
    }

    private Outcome outcome(Step.Checked step, Duration patience) throws IOException, InterruptedException {
        return switch (step) {
            case Step.Run(int _, String command, Outcome _) -> stage.run(command);
            case Step.Await _ -> stage.await();
            case Step.Journal(int _, List<String> services, Outcome expected) -> {
                Instant end = Instant.now().plus(patience);
                Outcome seen = new Outcome(journal.since(services), List.of(), 0);
                while (match(expected, seen).isEmpty() && Instant.now().isBefore(end)) {
                    Thread.sleep(PAUSE);
                    seen = new Outcome(journal.since(services), List.of(), 0);
                }
                journal.begin();
                yield seen;
            }
        };
    }

    private Optional<Map<String, String>> match(Outcome expected, Outcome actual) {
        if (expected.exitCode() != actual.exitCode()) {
            return Optional.empty();
        }
        return TextMatch.match(expected.out(), actual.out(), stage.bound())
                .flatMap(bound -> TextMatch.match(expected.err(), actual.err(), bound));
    }

    private String difference(Step.Checked step, Outcome actual) {
        List<String> report = new ArrayList<>();
        report.add(file + ":" + step.line() + ": this did not come out as expected (- expected, + came)");
        report.add(
                switch (step) {
                    case Step.Run run -> "  $ " + run.command();
                    case Step.Await _ -> "  wait";
                    case Step.Journal seen -> "  journal " + String.join(" ", seen.services());
                });
        add(report, "1>", step.expected().out(), actual.out());
        add(report, "2>", step.expected().err(), actual.err());
        if (step.expected().exitCode() != actual.exitCode()) {
            report.add("- ? " + step.expected().exitCode());
            report.add("+ ? " + actual.exitCode());
        }
        return String.join("\n", report);
    }

    private void add(List<String> report, String prefix, List<String> expected, List<String> actual) {
        for (Line line : TextMatch.diff(expected, actual, stage.bound())) {
            report.add(
                    switch (line) {
                        case Line.Both both -> "  " + prefix + " " + both.actual();
                        case Line.Missing missing -> "- " + prefix + " " + missing.expected();
                        case Line.Extra extra -> "+ " + prefix + " " + extra.actual();
                    });
        }
    }
}
