package io.dbvouch.cli.shell.assist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of SQL: those of PostgreSQL 18's {@code pg_get_keywords()} that are reserved, or that people write often. */
public final class Keywords {
    private final List<String> all;
    private final Set<String> set;
    private final Set<String> reserved;

    /** Reads them. */
    public Keywords() {
        try (InputStream in = Keywords.class.getResourceAsStream("keywords.txt")) {
            if (in == null) {
                throw new IllegalStateException("the keywords are not in the program");
            }
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            all = lines.stream().map(line -> line.replace("*", "")).toList();
            set = Set.copyOf(all);
            reserved = lines.stream()
                    .filter(line -> line.endsWith("*"))
                    .map(line -> line.replace("*", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, in lower case, in their order. */
    public List<String> all() {
        return all;
    }

    /** Whether a word cannot be a name without quotes. */
    boolean isReserved(String word) {
        return reserved.contains(word);
    }

    /** Whether a word is one. */
    public boolean contains(String word) {
        return set.contains(word.toLowerCase(Locale.ROOT));
    }
}
