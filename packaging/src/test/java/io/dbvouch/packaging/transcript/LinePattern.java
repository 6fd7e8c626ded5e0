package io.dbvouch.packaging.transcript;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of an expected outcome: text, and placeholders for what is different each time. */
final class LinePattern {
    /** What each placeholder stands for. The order is that in which an update tries them. */
    private static final Map<String, String> KINDS = kinds();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\[(\\.\\.|[a-z0-9]+)(?::([a-zA-Z]\\w*))?]");

    private final Pattern pattern;
    private final Map<String, String> groups;

    private LinePattern(Pattern pattern, Map<String, String> groups) {
        this.pattern = pattern;
        this.groups = groups;
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("..", ".*");
        kinds.put("ulid", "[0-9A-HJKMNP-TV-Z]{26}");
        kinds.put(
                "time",
                "(?:\\d{4}-\\d\\d-\\d\\d[T ])?\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d(?::?\\d\\d)?)?");
        kinds.put("key", "A[KS]IA[A-Z0-9]{12,}");
        kinds.put("port", "\\d{1,5}");
        kinds.put("number", "\\d+");
        kinds.put("hex", "[0-9a-f]+");
        kinds.put("base64", "[A-Za-z0-9+/]+={0,2}");
        kinds.put("word", "\\S+");
        return kinds;
    }

    /**
     * Reads a line.
     *
     * @param bound what named placeholders have stood for until now
     */
    static LinePattern parse(String line, Map<String, String> bound) {
        StringBuilder regex = new StringBuilder();
        Map<String, String> groups = new HashMap<>();
        Matcher placeholder = PLACEHOLDER.matcher(line);
        int done = 0;
        while (placeholder.find()) {
            String kind = KINDS.get(placeholder.group(1));
            if (kind == null) {
                continue;
            }
            regex.append(Pattern.quote(line.substring(done, placeholder.start())));
            done = placeholder.end();
            String name = placeholder.group(2);
            if (name == null) {
                regex.append("(?:").append(kind).append(')');
            } else if (bound.containsKey(name)) {
                regex.append(Pattern.quote(bound.getOrDefault(name, "")));
            } else if (groups.containsKey(name)) {
                regex.append("\\k<").append(groups.get(name)).append('>');
            } else {
                groups.put(name, "g" + groups.size());
                regex.append("(?<")
                        .append(groups.get(name))
                        .append('>')
                        .append(kind)
                        .append(')');
            }
        }
        regex.append(Pattern.quote(line.substring(done)));
        return new LinePattern(Pattern.compile(regex.toString(), Pattern.DOTALL), groups);
    }

    /** What the named placeholders of this line stand for in {@code actual}; empty where it does not fit. */
    Optional<Map<String, String>> match(String actual) {
        Matcher matcher = pattern.matcher(actual);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        groups.forEach((name, group) -> found.put(name, matcher.group(group)));
        return Optional.of(found);
    }
}
