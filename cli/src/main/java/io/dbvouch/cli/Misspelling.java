package io.dbvouch.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the long option that somebody has mistyped. One letter is as near to every other: short ones are nobody's typo. */
final class Misspelling {
    private static final String LONG = "--";
    /** The shortest beginning that tells something. */
    private static final int TELLING = 4;

    private Misspelling() {}

    /** The one that was meant, if there is one that is near: begun and not ended, or a few letters off. */
    static Optional<String> of(String typed, Collection<String> options) {
        int equals = typed.indexOf('=');
        String name = equals < 0 ? typed : typed.substring(0, equals);
        if (!name.startsWith(LONG)) {
            return Optional.empty();
        }
        Comparator<String> nearest = Comparator.comparingInt(option -> distance(name, option));
        return options.stream()
                .filter(option -> option.startsWith(LONG))
                .filter(option -> (name.length() >= TELLING && option.startsWith(name))
                        || distance(name, option) <= allowed(name, option))
                .min(nearest.thenComparing(Comparator.naturalOrder()));
    }

    /** One letter off in four is a typo, more is another word. */
    private static int allowed(String name, String option) {
        return (Math.min(name.length(), option.length()) - LONG.length()) / 4;
    }

    /** How many letters are to be put in, left out or replaced (Levenshtein's distance). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
