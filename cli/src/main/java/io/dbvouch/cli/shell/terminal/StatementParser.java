package io.dbvouch.cli.shell.terminal;

import io.dbvouch.cli.shell.assist.Suggestions;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;

/** Tells JLine whether a text goes on in the next line, with which prompt, and what may stand at the cursor. */
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
        if (context == ParseContext.COMPLETE) {
            Suggestions suggestions = statements.suggest(text, cursor);
            return new Word(text, cursor, suggestions.start(), suggestions.all());
        }
        return Word.none(text, cursor);
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
