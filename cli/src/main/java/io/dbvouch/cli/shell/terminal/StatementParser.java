package io.dbvouch.cli.shell.terminal;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;

/** Tells JLine whether a text goes on in the next line, and with which prompt. */
final class StatementParser implements Parser {
    private final Statements statements;

    StatementParser(Statements statements) {
        this.statements = statements;
    }

    @Override
    public ParsedLine parse(String text, int cursor, ParseContext context) throws SyntaxError {
        if (context == ParseContext.SECONDARY_PROMPT) {
            String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            throw goesOn(statements.behind(lines));
        }
        if (context == ParseContext.ACCEPT_LINE) {
            Statements.Behind behind = statements.behind(text);
            if (!behind.complete()) {
                throw goesOn(behind);
            }
        }
        return new Word(text, cursor, cursor);
    }

    private static EOFError goesOn(Statements.Behind behind) {
        return new EOFError(-1, -1, "", behind.prompt());
    }

    /** There is no history expansion, so no escape either. */
    @Override
    public boolean isEscapeChar(char ch) {
        return false;
    }
}
