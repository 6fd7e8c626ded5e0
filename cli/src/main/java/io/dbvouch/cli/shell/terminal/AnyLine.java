package io.dbvouch.cli.shell.terminal;

import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Lines that are no statements: each is complete. */
final class AnyLine implements Parser {
    @Override
    public ParsedLine parse(String text, int cursor, ParseContext context) {
        return Word.none(text, cursor);
    }

    @Override
    public boolean isEscapeChar(char ch) {
        return false;
    }
}
