package io.dbvouch.identity;

/** Text from elsewhere, made fit for a message: without control and formatting characters, which a terminal obeys. */
final class Printable {
    private static final int LONGEST = 300;

    private Printable() {}

    /** {@code text} on one line and at most 300 characters long. */
    static String of(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> clean.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
        if (text.codePointCount(0, text.length()) > LONGEST) {
            clean.append('…');
        }
        return clean.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
