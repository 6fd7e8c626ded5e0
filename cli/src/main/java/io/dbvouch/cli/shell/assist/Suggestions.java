package io.dbvouch.cli.shell.assist;

import io.dbvouch.Utf8;
import java.util.List;

/**
 * What may stand where the cursor is, as far as it can be typed: bytes that are no UTF-8 cannot.
 *
 * @param start where the word begins that they would replace
 */
public record Suggestions(int start, List<Suggestion> all) {
    public Suggestions {
        all = all.stream().filter(each -> !Utf8.keepsBytes(each.text())).toList();
    }

    /**
     * One of them.
     *
     * @param ends whether a blank is to follow
     */
    public record Suggestion(String text, boolean ends) {}
}
