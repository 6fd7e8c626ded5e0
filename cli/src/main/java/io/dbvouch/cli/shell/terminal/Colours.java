package io.dbvouch.cli.shell.terminal;

import io.dbvouch.cli.shell.assist.Keywords;
import io.dbvouch.cli.shell.assist.Lexer;
import io.dbvouch.cli.shell.assist.Token;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours SQL as it is typed, with the eight colours that every theme makes readable. */
final class Colours implements Highlighter {
    /** Beyond this many characters, colours take longer than a keystroke may. */
    private static final int LARGEST = 4_000;

    private final Keywords keywords = new Keywords();

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        if (text.length() > LARGEST) {
            return new AttributedString(text);
        }
        AttributedStringBuilder coloured = new AttributedStringBuilder(text.length());
        for (Token token : Lexer.tokens(text)) {
            coloured.styled(style(token, text), token.in(text));
        }
        return coloured.toAttributedString();
    }

    private AttributedStyle style(Token token, String text) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        return switch (token.kind()) {
            case COMMENT -> plain.faint();
            case STRING -> plain.foreground(AttributedStyle.GREEN);
            case NUMBER -> plain.foreground(AttributedStyle.CYAN);
            case VARIABLE, COMMAND -> plain.foreground(AttributedStyle.YELLOW);
            case WORD -> keywords.contains(token.in(text)) ? plain.bold() : plain;
            case QUOTED_NAME, ARGUMENT, BLANK, OTHER -> plain;
        };
    }
}
