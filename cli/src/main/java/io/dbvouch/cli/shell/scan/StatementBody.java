package io.dbvouch.cli.shell.scan;

import java.util.Arrays;
import java.util.Locale;

/**
 * Whether the scan is in a body {@code BEGIN ATOMIC … END} of a function or procedure, where semicolons end no statement.
 * Without a parser, that is so where a statement begins as {@code CREATE [OR REPLACE] FUNCTION|PROCEDURE} does.
 */
final class StatementBody {
    /** Of the first words, those that matter by their first letter, the others as a blank. */
    private final char[] first = new char[4];

    private int words;
    private int depth;

    void reset() {
        words = 0;
        depth = 0;
    }

    /** The next word is the first one of a statement. */
    void statementEnds() {
        words = 0;
    }

    boolean isOpen() {
        return depth > 0;
    }

    void word(String text, int parentheses) {
        if (words == 0) {
            Arrays.fill(first, ' ');
        }
        String word = text.toLowerCase(Locale.ROOT);
        switch (word) {
            case "create", "function", "procedure", "or", "replace" -> {
                if (words < first.length) {
                    first[words] = word.charAt(0);
                }
            }
            default -> {}
        }
        words++;
        if (parentheses == 0 && createsRoutine()) {
            switch (word) {
                case "begin" -> depth++;
                case "case" -> depth += depth > 0 ? 1 : 0;
                case "end" -> depth -= depth > 0 ? 1 : 0;
                default -> {}
            }
        }
    }

    private boolean createsRoutine() {
        return first[0] == 'c' && (isRoutine(first[1]) || (first[1] == 'o' && first[2] == 'r' && isRoutine(first[3])));
    }

    private static boolean isRoutine(char c) {
        return c == 'f' || c == 'p';
    }
}
