package io.dbvouch.cli.shell.scan;

import org.jspecify.annotations.Nullable;

/**
 * Finds where statements end. What the server's lexer sees as one token is one here, too, so that a semicolon, a backslash
 * or a colon within a string, a comment or an operator is none.
 *
 * <p>{@link #start} takes a line, then {@link #next} is called until it says that the line has ended. What is open then stays
 * open for the next line.
 */
public final class SqlScanner {
    private final VariableLookup variables;
    private final ScanInput input = new ScanInput();
    private final StatementBody body = new StatementBody();
    private final Tokens tokens = new Tokens(input);
    private Within within = Within.SQL;
    private boolean standardStrings = true;
    private int parentheses;
    private int commentDepth;
    private String dollarTag = "";

    /** What the scanner is in the midst of. */
    private enum Within {
        SQL,
        /** {@code '…'} without backslash escapes, also {@code B'…'}, {@code X'…'} and {@code U&'…'}. */
        STRING,
        /** {@code E'…'}, or any string where {@code standard_conforming_strings} is off. */
        ESCAPE_STRING,
        IDENTIFIER,
        DOLLAR_QUOTE,
        COMMENT
    }

    /** A scanner at the beginning of a statement. */
    public SqlScanner(VariableLookup variables) {
        this.variables = variables;
    }

    /** Takes a line, without its newline, or a text of several lines. */
    public void start(String line) {
        standardStrings = variables.standardStrings();
        input.start(line);
    }

    /** What is left of the line, but for what a variable has in it. */
    public String rest() {
        return input.rest();
    }

    /** Drops what is left of the line. */
    public void finish() {
        input.start("");
    }

    /** Forgets what is open. */
    public void reset() {
        within = Within.SQL;
        parentheses = 0;
        commentDepth = 0;
        dollarTag = "";
        body.reset();
    }

    /** Whether a line break here belongs to a string, quoted name or comment. */
    public boolean inQuote() {
        return within != Within.SQL;
    }

    /** How many parentheses are open. */
    public int parentheses() {
        return parentheses;
    }

    /** Goes back to as many open parentheses as there were: what was read since does not count. */
    public void parentheses(int open) {
        parentheses = open;
    }

    /** Reads the arguments of the backslash command that has been found. */
    public SlashScanner slash() {
        return new SlashScanner(input, variables);
    }

    /**
     * Reads on.
     *
     * @param query takes the statement's text
     */
    public ScanResult next(StringBuilder query) {
        while (true) {
            if (input.partEnded()) {
                if (!input.leavePart()) {
                    return lineEnd(query);
                }
                continue;
            }
            switch (within) {
                case SQL -> {
                    ScanResult found = sql(query);
                    if (found != null) {
                        return found;
                    }
                }
                case STRING -> string(query, false);
                case ESCAPE_STRING -> string(query, true);
                case IDENTIFIER -> identifier(query);
                case DOLLAR_QUOTE -> dollarQuote(query);
                case COMMENT -> comment(query);
            }
        }
    }

    /** What a prompt has to show for the next line. */
    public PromptState prompt(CharSequence query) {
        return switch (within) {
            case STRING, ESCAPE_STRING -> PromptState.SINGLE_QUOTE;
            case IDENTIFIER -> PromptState.DOUBLE_QUOTE;
            case DOLLAR_QUOTE -> PromptState.DOLLAR_QUOTE;
            case COMMENT -> PromptState.COMMENT;
            case SQL -> {
                if (parentheses > 0) {
                    yield PromptState.PARENTHESIS;
                }
                yield body.isOpen() || !query.isEmpty() ? PromptState.CONTINUE : PromptState.READY;
            }
        };
    }

    private ScanResult lineEnd(StringBuilder query) {
        boolean sendable = within == Within.SQL && parentheses == 0 && !body.isOpen() && !query.isEmpty();
        return sendable ? ScanResult.LINE_END : ScanResult.INCOMPLETE;
    }

    /** One token; null where the scan goes on. */
    private @Nullable ScanResult sql(StringBuilder query) {
        char c = input.peek();
        int blank = tokens.whitespace();
        if (blank > 0) {
            // Blanks and line comments count once there is something before them.
            String text = input.take(blank);
            if (!query.isEmpty()) {
                query.append(text);
            }
            return null;
        }
        switch (c) {
            case '\\' -> {
                char after = input.peek(1);
                if (after != ';' && after != ':') {
                    input.skip(1);
                    return ScanResult.BACKSLASH;
                }
                input.skip(1);
                query.append(input.take(1));
                if (after == ';') {
                    body.statementEnds();
                }
            }
            case ';' -> {
                query.append(input.take(1));
                if (parentheses == 0 && !body.isOpen()) {
                    body.statementEnds();
                    return ScanResult.SEMICOLON;
                }
            }
            case '(' -> {
                parentheses++;
                query.append(input.take(1));
            }
            case ')' -> {
                parentheses = Math.max(0, parentheses - 1);
                query.append(input.take(1));
            }
            case '\'' -> open(standardStrings ? Within.STRING : Within.ESCAPE_STRING, 1, query);
            case '"' -> open(Within.IDENTIFIER, 1, query);
            case '$' -> dollar(query);
            case ':' -> colon(query);
            default -> word(c, query);
        }
        return null;
    }

    private void open(Within what, int characters, StringBuilder query) {
        within = what;
        query.append(input.take(characters));
    }

    private void dollar(StringBuilder query) {
        int tag = tokens.dollarTag();
        if (tag > 0) {
            dollarTag = input.ahead(tag);
            open(Within.DOLLAR_QUOTE, tag, query);
        } else {
            query.append(input.take(1));
        }
    }

    private void colon(StringBuilder query) {
        char after = input.peek(1);
        if (after == ':' || after == '=') {
            query.append(input.take(2));
            return;
        }
        VariableReference variable = VariableReference.at(input);
        if (variable == null) {
            query.append(input.take(1));
            return;
        }
        if (variable.kind() != VariableReference.Kind.PLAIN) {
            String replacement = variable.replacement(input, variables);
            input.skip(variable.length());
            query.append(replacement);
            return;
        }
        String value = variables.value(variable.name());
        if (value == null) {
            query.append(input.take(variable.length()));
        } else if (input.isExpanding(variable.name())) {
            variables.warn("skipping recursive expansion of variable \"" + variable.name() + "\"");
            query.append(input.take(variable.length()));
        } else {
            input.skip(variable.length());
            input.expand(variable.name(), value);
        }
    }

    private void word(char c, StringBuilder query) {
        if (c == '/' && input.peek(1) == '*') {
            commentDepth = 0;
            open(Within.COMMENT, 2, query);
        } else if (Tokens.isOperatorCharacter(c)) {
            query.append(input.take(tokens.operator()));
        } else if (Tokens.isIdentifierStart(c)) {
            prefixedOrIdentifier(c, query);
        } else {
            query.append(input.take(1));
        }
    }

    private void prefixedOrIdentifier(char c, StringBuilder query) {
        char after = input.peek(1);
        if (after == '\'' && (c == 'e' || c == 'E')) {
            open(Within.ESCAPE_STRING, 2, query);
        } else if (after == '\'' && "bBxX".indexOf(c) >= 0) {
            open(Within.STRING, 2, query);
        } else if (after == '&' && (c == 'u' || c == 'U') && input.peek(2) == '\'') {
            open(Within.STRING, 3, query);
        } else if (after == '&' && (c == 'u' || c == 'U') && input.peek(2) == '"') {
            open(Within.IDENTIFIER, 3, query);
        } else {
            String word = input.take(tokens.identifier());
            body.word(word, parentheses);
            query.append(word);
        }
    }

    private void string(StringBuilder query, boolean escapes) {
        char c = input.peek();
        if (escapes && c == '\\') {
            query.append(input.take(Math.min(2, input.left())));
        } else if (c != '\'') {
            query.append(input.take(1));
        } else if (input.peek(1) == '\'') {
            query.append(input.take(2));
        } else {
            query.append(input.take(1));
            // A string goes on after blanks that hold a newline.
            int continuation = tokens.continuation();
            if (continuation > 0) {
                query.append(input.take(continuation));
            } else {
                within = Within.SQL;
            }
        }
    }

    private void identifier(StringBuilder query) {
        if (input.peek() != '"') {
            query.append(input.take(1));
        } else if (input.peek(1) == '"') {
            query.append(input.take(2));
        } else {
            query.append(input.take(1));
            within = Within.SQL;
        }
    }

    private void dollarQuote(StringBuilder query) {
        if (input.peek() != '$') {
            query.append(input.take(1));
            return;
        }
        int tag = tokens.dollarTag();
        if (tag > 0 && input.ahead(tag).equals(dollarTag)) {
            query.append(input.take(tag));
            within = Within.SQL;
        } else {
            // The last dollar sign may begin the tag that is looked for.
            query.append(input.take(Math.max(1, tag - 1)));
        }
    }

    private void comment(StringBuilder query) {
        if (input.peek() == '/' && input.peek(1) == '*') {
            commentDepth++;
            query.append(input.take(2));
        } else if (input.peek() == '*' && input.peek(1) == '/') {
            query.append(input.take(2));
            if (commentDepth == 0) {
                within = Within.SQL;
            } else {
                commentDepth--;
            }
        } else {
            query.append(input.take(1));
        }
    }
}
