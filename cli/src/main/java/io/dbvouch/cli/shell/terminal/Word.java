package io.dbvouch.cli.shell.terminal;

import io.dbvouch.cli.shell.assist.Suggestions.Suggestion;
import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * The word that the cursor stands behind.
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
        return line.substring(start, cursor);
    }

    @Override
    public int wordCursor() {
        return cursor - start;
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
        return wordCursor();
    }

    @Override
    public int rawWordLength() {
        return wordCursor();
    }
}
