package io.dbvouch.cli.shell.scan;

/** How long the tokens of SQL are that begin here, as the server's lexer reads them ({@code src/backend/parser/scan.l}). */
final class Tokens {
    private static final String OPERATOR = "~!@#^&|`?+-*/%<>=";
    /** With one of these, an operator may end in a sign. */
    private static final String NOT_OF_SQL = "~!@#^&|`?%";

    private final ScanInput input;

    Tokens(ScanInput input) {
        this.input = input;
    }

    static boolean isOperatorCharacter(char c) {
        return OPERATOR.indexOf(c) >= 0;
    }

    static boolean isIdentifierStart(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c >= 0x80;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Blanks, or a comment to the end of the line; 0 where there are none. */
    int whitespace() {
        int end = 0;
        while (end < input.left() && isSpace(input.peek(end))) {
            end++;
        }
        return end > 0 ? end : lineComment(0);
    }

    private int lineComment(int from) {
        if (input.peek(from) != '-' || input.peek(from + 1) != '-') {
            return 0;
        }
        int end = from + 2;
        while (end < input.left() && !isNewline(input.peek(end))) {
            end++;
        }
        return end - from;
    }

    int identifier() {
        int end = 1;
        while (isIdentifierStart(input.peek(end)) || isDigit(input.peek(end)) || input.peek(end) == '$') {
            end++;
        }
        return end;
    }

    /** {@code $tag$}; 0 where a dollar sign is no such thing. */
    int dollarTag() {
        int end = 1;
        if (isIdentifierStart(input.peek(end))) {
            do {
                end++;
            } while (isIdentifierStart(input.peek(end)) || isDigit(input.peek(end)));
        }
        return input.peek(end) == '$' ? end + 1 : 0;
    }

    /**
     * An operator ends where a comment begins, and in a sign only if it holds a character that no operator of the SQL standard
     * has: so {@code =-} is two.
     */
    int operator() {
        int end = 0;
        while (isOperatorCharacter(input.peek(end)) && !beginsComment(end)) {
            end++;
        }
        if (end > 1 && isSign(input.peek(end - 1)) && isOfSql(end - 1)) {
            do {
                end--;
            } while (end > 1 && isSign(input.peek(end - 1)));
        }
        return Math.max(1, end);
    }

    private boolean beginsComment(int at) {
        char c = input.peek(at);
        char after = input.peek(at + 1);
        return (c == '/' && after == '*') || (c == '-' && after == '-');
    }

    private boolean isOfSql(int length) {
        for (int i = 0; i < length; i++) {
            if (NOT_OF_SQL.indexOf(input.peek(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }

    /** Blanks with a newline among them and the quote with which a string goes on; 0 where it does not. */
    int continuation() {
        boolean newline = false;
        int end = 0;
        while (end < input.left()) {
            char c = input.peek(end);
            if (isSpace(c)) {
                newline |= isNewline(c);
                end++;
            } else {
                int comment = lineComment(end);
                if (comment == 0) {
                    return c == '\'' && newline ? end + 1 : 0;
                }
                end += comment;
            }
        }
        return 0;
    }
}
