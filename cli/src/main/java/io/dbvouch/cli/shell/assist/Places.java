package io.dbvouch.cli.shell.assist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may stand behind which words of a statement, as a table says it that goes by PostgreSQL's synopses. There is no grammar
 * behind it: where no line fits, names and keywords of all kinds are suggested.
 */
final class Places {
    /** Words that are looked past: they change nothing of what may follow. */
    private static final List<List<String>> PAST = List.of(
            List.of("if", "not", "exists"),
            List.of("if", "exists"),
            List.of("or", "replace"),
            List.of("concurrently"),
            List.of("only"),
            List.of("temp"),
            List.of("temporary"),
            List.of("unlogged"),
            List.of("recursive"));

    private static final Set<String> MARKS = Set.of("(", ")", ",", "=", "::", ".", ";");

    private final List<Line> lines;

    /** Reads the table. */
    Places() {
        try (InputStream in = Places.class.getResourceAsStream("places.txt")) {
            if (in == null) {
                throw new IllegalStateException("the table of places is not in the program");
            }
            lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A place that is known.
     *
     * @param words those that may stand there
     * @param kinds of names that may, with an at-sign
     * @param name what the pattern's first name is there; null where it has none
     */
    record Place(
            List<String> words,
            List<String> kinds,
            @Nullable String name) {}

    /**
     * The place behind the words of a statement; null where it is none of those that are known.
     *
     * @param words in lower case, names with their schemas and quotes
     */
    @Nullable
    Place behind(List<String> words) {
        List<String> looked = withoutPast(words);
        for (Line line : lines) {
            Match match = line.match(looked);
            if (match != null) {
                return line.kinds.contains("@later") ? null : new Place(line.words, line.kinds, match.name);
            }
        }
        return null;
    }

    private static List<String> withoutPast(List<String> words) {
        List<String> rest = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int length = pastAt(words, at);
            // "create temporary" is to go on like "create"; a statement that begins so is none.
            if (length == 0 || at == 0) {
                rest.add(words.get(at));
                at++;
            } else {
                at += length;
            }
        }
        return rest;
    }

    private static int pastAt(List<String> words, int at) {
        for (List<String> each : PAST) {
            int end = at + each.size();
            if (end <= words.size() && words.subList(at, end).equals(each)) {
                return each.size();
            }
        }
        return 0;
    }

    /** That a line fits, and what its first name is. */
    private record Match(@Nullable String name) {}

    private record Line(boolean whole, List<Set<String>> pattern, List<String> words, List<String> kinds) {
        private static final Set<String> ANY_WORDS = Set.of("*");
        private static final Set<String> WORDS_WITHOUT_PARENTHESES = Set.of("-");
        private static final Set<String> NAME = Set.of("?");

        static Line parse(String line) {
            int colon = line.indexOf(" : ");
            List<Set<String>> pattern = new ArrayList<>();
            for (String each : line.substring(0, colon).split(" ", -1)) {
                pattern.add(Set.of(each.split("\\|", -1)));
            }
            boolean whole = pattern.getFirst().equals(Set.of("^"));
            if (whole) {
                pattern.removeFirst();
            }
            List<String> words = new ArrayList<>();
            List<String> kinds = new ArrayList<>();
            for (String each : line.substring(colon + 3).split(" ", -1)) {
                if (each.startsWith("@")) {
                    kinds.add(each);
                } else {
                    words.add(each.replace('~', ' '));
                }
            }
            return new Line(whole, List.copyOf(pattern), List.copyOf(words), List.copyOf(kinds));
        }

        @Nullable
        Match match(List<String> statement) {
            int from = whole ? 0 : statement.size() - pattern.size();
            return from < 0 || !fits(statement, from, 0) ? null : new Match(name(statement, from));
        }

        private boolean fits(List<String> statement, int at, int step) {
            if (step == pattern.size()) {
                return at == statement.size();
            }
            Set<String> wanted = pattern.get(step);
            if (isOfAnyLength(wanted)) {
                for (int end = at; end <= statement.size(); end++) {
                    if (fits(statement, end, step + 1)) {
                        return true;
                    }
                    if (wanted.equals(WORDS_WITHOUT_PARENTHESES)
                            && end < statement.size()
                            && isParenthesis(statement.get(end))) {
                        return false;
                    }
                }
                return false;
            }
            return at < statement.size() && isOne(statement.get(at), wanted) && fits(statement, at + 1, step + 1);
        }

        private static boolean isParenthesis(String word) {
            return word.equals("(") || word.equals(")");
        }

        private static boolean isOfAnyLength(Set<String> wanted) {
            return wanted.equals(ANY_WORDS) || wanted.equals(WORDS_WITHOUT_PARENTHESES);
        }

        private static boolean isOne(String word, Set<String> wanted) {
            return wanted.equals(NAME) ? !MARKS.contains(word) : wanted.contains(word);
        }

        /** Names in patterns that have such stand before whatever has no certain length. */
        private @Nullable String name(List<String> statement, int from) {
            int first = pattern.indexOf(NAME);
            boolean certain = first >= 0 && pattern.subList(0, first).stream().noneMatch(Line::isOfAnyLength);
            return certain ? statement.get(from + first) : null;
        }
    }
}
