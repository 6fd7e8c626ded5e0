package io.dbvouch.cli.shell.terminal;

import io.dbvouch.cli.shell.assist.Suggestions.Suggestion;
import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * The word that the cursor stands behind. JLine takes those of the suggestions that begin as it does; where they are written
 * otherwise than it was begun, in quotes, it is an empty one to JLine, which all of them take the place of all the same.
 *
 * @param start where it begins in the text
 * @param suggestions what could stand there instead
 */
record Word(String line, int cursor, int start, List<Suggestion> suggestions) implements CompletingParsedLine {
    /** A word of no length. */
    static Word none(String line, int cursor) {
        return new Word(line, cursor, cursor, List.of());
    }

    @Override
    public String word() {
        String typed = line.substring(start, cursor);
        boolean begun =
                suggestions.stream().allMatch(each -> each.text().regionMatches(true, 0, typed, 0, typed.length()));
        return begun ? typed : "";
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    @Override
    public int wordIndex() {
        return 0;
    }

    @Override
    public List<String> words() {
        return List.of(word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return cursor - start;
    }

    @Override
    public int rawWordLength() {
        return cursor - start;
    }
}
