package io.dbvouch.cli.shell.assist;

import java.util.List;

/**
 * What may stand where the cursor is.
 *
 * @param start where the word begins that they would replace
 */
public record Suggestions(int start, List<Suggestion> all) {
    /**
     * One of them.
     *
     * @param ends whether a blank is to follow
     */
    public record Suggestion(String text, boolean ends) {}
}
