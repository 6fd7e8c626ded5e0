package io.dbvouch.cli.shell.assist;

import io.dbvouch.cli.shell.assist.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a text that is being typed apart, for colours and suggestions: as the engine's scanner does, but without anybody's
 * variables, and with all that is not finished yet. Each character belongs to one token.
 */
public final class Lexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens, in their order. */
    public static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private char peek(int distance) {
        return at + distance < text.length() ? text.charAt(at + distance) : 0;
    }

    private void add(Kind kind, int end, boolean open) {
        tokens.add(new Token(kind, at, end, open));
        at = end;
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            int end = at;
            while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            add(Kind.BLANK, end, false);
        } else if (c == '-' && peek(1) == '-') {
            add(Kind.COMMENT, lineEnd(), false);
        } else if (c == '/' && peek(1) == '*') {
            comment();
        } else if (c == '\'') {
            quoted(Kind.STRING, 1, '\'', false);
        } else if (c == '"') {
            quoted(Kind.QUOTED_NAME, 1, '"', false);
        } else if ((c == 'e' || c == 'E') && peek(1) == '\'') {
            quoted(Kind.STRING, 2, '\'', true);
        } else if ("bBxXnN".indexOf(c) >= 0 && peek(1) == '\'') {
            quoted(Kind.STRING, 2, '\'', false);
        } else if (c == '$') {
            dollar();
        } else if (c == '\\') {
            command();
        } else if (c == ':') {
            variable();
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            add(Kind.NUMBER, numberEnd(), false);
        } else if (isWordStart(c)) {
            add(Kind.WORD, wordEnd(at), false);
        } else {
            add(Kind.OTHER, at + 1, false);
        }
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void comment() {
        int depth = 0;
        int end = at;
        while (end < text.length()) {
            if (text.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (text.startsWith("*/", end)) {
                depth--;
                end += 2;
                if (depth == 0) {
                    add(Kind.COMMENT, end, false);
                    return;
                }
            } else {
                end++;
            }
        }
        add(Kind.COMMENT, end, true);
    }

    private void quoted(Kind kind, int prefix, char quote, boolean escapes) {
        int end = at + prefix;
        while (end < text.length()) {
            char c = text.charAt(end++);
            if (c == '\\' && escapes) {
                end++;
            } else if (c == quote) {
                if (end < text.length() && text.charAt(end) == quote) {
                    end++;
                } else {
                    add(kind, end, false);
                    return;
                }
            }
        }
        add(kind, text.length(), true);
    }

    private void dollar() {
        int tagEnd = at + 1;
        if (tagEnd < text.length() && isWordStart(text.charAt(tagEnd))) {
            while (tagEnd < text.length() && isWordPart(text.charAt(tagEnd)) && text.charAt(tagEnd) != '$') {
                tagEnd++;
            }
        }
        if (tagEnd >= text.length() || text.charAt(tagEnd) != '$') {
            int end = at + 1;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            add(Kind.OTHER, end, false);
            return;
        }
        String tag = text.substring(at, tagEnd + 1);
        int end = text.indexOf(tag, tagEnd + 1);
        add(Kind.STRING, end < 0 ? text.length() : end + tag.length(), end < 0);
    }

    private void command() {
        int end = at + 1;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '\\') {
            end++;
        }
        add(Kind.COMMAND, end, false);
        int line = lineEnd();
        int argument = at;
        while (argument < line && text.charAt(argument) != '\\') {
            argument = Arguments.behind(text, argument, line, true);
        }
        if (argument > at) {
            add(Kind.ARGUMENT, argument, false);
        }
    }

    private void variable() {
        char after = peek(1);
        boolean quoted = after == '\'' || after == '"';
        int end = at + (quoted ? 2 : 1);
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        boolean closed = quoted && end < text.length() && text.charAt(end) == after;
        if (after == ':' || after == '=') {
            add(Kind.OTHER, at + 2, false);
        } else if (end > at + 1 && (!quoted || closed || end == text.length())) {
            add(Kind.VARIABLE, closed ? end + 1 : end, quoted && !closed);
        } else {
            add(Kind.OTHER, at + 1, false);
        }
    }

    private int numberEnd() {
        int end = at;
        while (end < text.length()
                && (isWordPart(text.charAt(end))
                        || text.charAt(end) == '.'
                        || ((text.charAt(end) == '-' || text.charAt(end) == '+')
                                && (text.charAt(end - 1) | 0x20) == 'e'
                                && end + 1 < text.length()
                                && isDigit(text.charAt(end + 1))))) {
            end++;
        }
        return end;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}
