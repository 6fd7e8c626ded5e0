package io.dbvouch.share;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run of text with code in backquotes, and links, of which the text is left. */
final class Inline {
    private static final Pattern ASIDE = Pattern.compile(" \\(see \\[[^]]*]\\([^)]*\\)\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    /** Code; a variable part, {@code *TARGET*}; a strong word, {@code **word**}. */
    private static final Pattern MARK = Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\*([A-Za-z][^*]*)\\*");

    private Inline() {}

    /** In {@link Roff}'s language. */
    static String roff(String markdown) {
        String text = LINK.matcher(ASIDE.matcher(markdown).replaceAll("")).replaceAll("$1");
        StringBuilder roff = new StringBuilder();
        Matcher mark = MARK.matcher(text);
        int from = 0;
        while (mark.find()) {
            roff.append(Roff.prose(text.substring(from, mark.start())));
            if (mark.group(3) != null) {
                roff.append(Roff.italic(mark.group(3)));
            } else {
                roff.append(Roff.bold(mark.group(1) != null ? mark.group(1) : mark.group(2)));
            }
            from = mark.end();
        }
        return roff.append(Roff.prose(text.substring(from))).toString();
    }
}
