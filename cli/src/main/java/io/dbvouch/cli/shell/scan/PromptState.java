package io.dbvouch.cli.shell.scan;

/** What is still open where the input ended, and the character that a prompt shows for it. */
public enum PromptState {
    READY('='),
    CONTINUE('-'),
    SINGLE_QUOTE('\''),
    DOUBLE_QUOTE('"'),
    DOLLAR_QUOTE('$'),
    COMMENT('*'),
    PARENTHESIS('(');

    private final char symbol;

    PromptState(char symbol) {
        this.symbol = symbol;
    }

    /** As {@code %R} in a prompt. */
    public char symbol() {
        return symbol;
    }
}
