package io.dbvouch.share;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README, as far as pages take tables from it. */
record Readme(String text) {
    /**
     * The table whose first column has this heading, as Markdown.
     *
     * @throws IllegalStateException where there is none
     */
    String table(String heading) {
        Matcher table = Pattern.compile(
                        "^\\| " + Pattern.quote(heading) + " \\|.*\n\\|[-|]+\\|\n(?:\\|.*\n)+", Pattern.MULTILINE)
                .matcher(text);
        if (!table.find()) {
            throw new IllegalStateException("the README has no table of \"" + heading + "\"");
        }
        return table.group();
    }
}
