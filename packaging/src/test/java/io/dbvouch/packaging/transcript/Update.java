package io.dbvouch.packaging.transcript;

import io.dbvouch.packaging.transcript.TextMatch.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what came out into a transcript, with placeholders for what is likely to be different next time. */
final class Update {
    private static final Map<String, String> LIKELY = likely();

    private Update() {}

    private static Map<String, String> likely() {
        Map<String, String> likely = new LinkedHashMap<>();
        likely.put("\\b01[0-9A-HJKMNP-TV-Z]{24}\\b", "[ulid]");
        likely.put("(?<=dbvouch\\.io/ledger/)[^\\s\"]+", "[..]");
        likely.put("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?", "[time]");
        likely.put("(?<=until )\\d\\d:\\d\\d \\([^)]*\\)", "[time] ([..])");
        likely.put("(?<=(localhost|127\\.0\\.0\\.[12]|amazonaws\\.com):)\\d+", "[port]");
        likely.put("\\bA[KS]IA[A-Z0-9]{12,}", "[key]");
        likely.put("(?<=sha256:)[0-9a-f]+", "[hex]");
        likely.put("\\b[A-Za-z0-9+/]{43}=", "[base64]");
        likely.put("&X-Amz-Algorithm=[^ \"]*&X-Amz-Signature=[0-9a-f]{64}", "&[..]&X-Amz-Signature=[hex]");
        likely.put("(?<=[?&](client_id|redirect_uri|state|code_challenge|user_code)=)[^& ]+", "[..]");
        likely.put("(?<=this code:  )\\S+", "[word]");
        likely.put("(?<=\"client\":\\{)\"host\":.*?\"pid\":\\d+", "[..]");
        likely.put("(?<=pid )\\d+|(?<=\"pid\":)\\d+|(?<=\"lasted_ms\":)\\d+", "[number]");
        return likely;
    }

    /** The outcome to expect from now on: what fitted as it was, and the rest as it came. */
    static Outcome merged(Outcome expected, Outcome actual, Map<String, String> bound) {
        return new Outcome(
                merged(expected.out(), actual.out(), bound),
                merged(expected.err(), actual.err(), bound),
                actual.exitCode());
    }

    private static List<String> merged(List<String> expected, List<String> actual, Map<String, String> bound) {
        if (TextMatch.match(expected, actual, bound).isPresent()) {
            return expected;
        }
        List<String> lines = new ArrayList<>();
        for (Line line : TextMatch.diff(expected, actual, bound)) {
            switch (line) {
                case Line.Both both -> lines.add(both.expected());
                case Line.Extra extra -> lines.add(masked(extra.actual()));
                case Line.Missing _ -> {
                    // It is no more.
                }
            }
        }
        return lines;
    }

    private static String masked(String line) {
        String masked = line;
        for (Map.Entry<String, String> each : LIKELY.entrySet()) {
            masked = masked.replaceAll(each.getKey(), each.getValue());
        }
        return masked;
    }

    /** Rewrites a file. */
    static void write(Path file, Transcript transcript, List<Outcome> outcomes) throws IOException {
        Iterator<Outcome> next = outcomes.iterator();
        Map<Integer, Outcome> at = new LinkedHashMap<>();
        for (Step step : transcript.steps()) {
            if (step instanceof Step.Checked) {
                at.put(step.line(), next.next());
            }
        }
        List<String> lines = new ArrayList<>();
        List<String> pending = List.of();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (Outcome.isPart(line)) {
                continue;
            }
            if (!(line.equals(">") || line.startsWith("> "))) {
                lines.addAll(pending);
                pending = List.of();
            }
            lines.add(line);
            if (at.containsKey(number)) {
                pending = at.get(number).lines();
            }
        }
        lines.addAll(pending);
        Files.write(file, lines);
    }
}
