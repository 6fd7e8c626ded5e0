package io.dbvouch.cli.shell.scan;

import io.dbvouch.ShellWord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backslash command: its name, then as many arguments as it takes, then a second backslash that may end it. Arguments
 * end at blanks and at backslashes; quotes of three kinds hold them together, and variables are put in.
 */
public final class SlashScanner {
    private final ScanInput input;
    private final VariableLookup variables;

    /** The argument that is being read, and how many of its last characters were not quoted in any way. */
    private StringBuilder text = new StringBuilder();

    private int unquoted;
    private char quote;

    SlashScanner(ScanInput input, VariableLookup variables) {
        this.input = input;
        this.variables = variables;
    }

    /** The command's name, which may be empty. */
    public String name() {
        StringBuilder name = new StringBuilder();
        while (more() && !Tokens.isSpace(input.peek()) && input.peek() != '\\') {
            name.append(input.take(1));
        }
        return name.toString();
    }

    /** An argument as it stands, without its quotes; null where there is none. */
    public @Nullable String argument() {
        return argument(false);
    }

    /**
     * As {@link #argument()}.
     *
     * @param quotedBy its first element becomes the quote that was used last, {@code :} for a variable, NUL for none
     */
    public @Nullable String argument(char[] quotedBy) {
        String argument = argument(false);
        quotedBy[0] = quote;
        return argument;
    }

    /** As {@link #argument()}, but semicolons at its end do not count, unless they are quoted. */
    public @Nullable String argumentBeforeSemicolon() {
        return argument(true);
    }

    /** The rest of the line; null where there is nothing but blanks. */
    public @Nullable String wholeLine() {
        return restOfLine(new StringBuilder());
    }

    /** A file's name, or a pipe and the whole rest of the line for a command. */
    public @Nullable String fileOrPipe(boolean beforeSemicolon) {
        skipBlanks();
        return more() && input.peek() == '|' ? restOfLine(new StringBuilder()) : argument(beforeSemicolon);
    }

    /** A name as SQL writes it: folded to lower case but for what stands in double quotes, which are taken off. */
    public @Nullable String identifier() {
        String argument = argument(true);
        return argument == null ? null : withoutDoubleQuotes(argument, true);
    }

    /**
     * A name of which only the double quotes are taken off; one that is absent, empty or a single dash is null, unless it was
     * quoted.
     */
    public @Nullable String connectArgument() {
        String argument = argument(true);
        if (argument == null) {
            return null;
        }
        String name = withoutDoubleQuotes(argument, false);
        return quote == 0 && (name.isEmpty() || name.equals("-")) ? null : name;
    }

    /** Takes a second backslash, which ends a command without being one. */
    public void end() {
        if (more() && input.peek() == '\\' && input.peek(1) == '\\') {
            input.skip(2);
        }
    }

    private boolean more() {
        while (input.partEnded()) {
            if (!input.leavePart()) {
                return false;
            }
        }
        return true;
    }

    private void skipBlanks() {
        while (more() && Tokens.isSpace(input.peek())) {
            input.skip(1);
        }
    }

    private @Nullable String restOfLine(StringBuilder line) {
        while (more()) {
            if (!Tokens.isSpace(input.peek()) || !line.isEmpty()) {
                line.append(input.take(1));
            } else {
                input.skip(1);
            }
        }
        return line.isEmpty() ? null : line.toString();
    }

    private @Nullable String argument(boolean beforeSemicolon) {
        skipBlanks();
        text = new StringBuilder();
        unquoted = 0;
        quote = 0;
        while (more() && !Tokens.isSpace(input.peek()) && input.peek() != '\\') {
            boolean closed =
                    switch (input.peek()) {
                        case '\'' -> quoted();
                        case '"' -> doubleQuoted();
                        case '`' -> backquoted();
                        default -> {
                            plain();
                            yield true;
                        }
                    };
            if (!closed) {
                variables.error("unterminated quoted string");
                return null;
            }
        }
        if (beforeSemicolon) {
            while (unquoted-- > 0 && !text.isEmpty() && text.charAt(text.length() - 1) == ';') {
                text.setLength(text.length() - 1);
            }
        }
        return text.isEmpty() && quote == 0 ? null : text.toString();
    }

    private void plain() {
        VariableReference variable = VariableReference.at(input);
        if (variable == null) {
            text.append(input.take(1));
            unquoted++;
            return;
        }
        text.append(variable.replacement(input, variables));
        input.skip(variable.length());
        if (variable.kind() != VariableReference.Kind.TEST) {
            quote = ':';
            unquoted = 0;
        }
    }

    private void startQuote(char kind) {
        input.skip(1);
        quote = kind;
        unquoted = 0;
    }

    private boolean quoted() {
        startQuote('\'');
        while (more()) {
            char c = input.peek();
            if (c == '\'' && input.peek(1) == '\'') {
                text.append('\'');
                input.skip(2);
            } else if (c == '\'') {
                input.skip(1);
                return true;
            } else if (c == '\\' && input.left() > 1) {
                escape();
            } else {
                text.append(input.take(1));
            }
        }
        return false;
    }

    private void escape() {
        char c = input.peek(1);
        int digits = 0;
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'b' -> text.append('\b');
            case 'r' -> text.append('\r');
            case 'f' -> text.append('\f');
            case 'x' -> {
                digits = count(2, 2, 16);
                if (digits == 0) {
                    text.append('x');
                } else {
                    text.append((char) Integer.parseInt(input.ahead(2 + digits).substring(2), 16));
                }
            }
            default -> {
                digits = count(1, 3, 8) - 1;
                if (digits < 0) {
                    digits = 0;
                    text.append(c);
                } else {
                    text.append((char) (Integer.parseInt(input.ahead(2 + digits).substring(1), 8) & 0xFF));
                }
            }
        }
        input.skip(2 + digits);
    }

    private int count(int from, int most, int radix) {
        int count = 0;
        while (count < most && Character.digit(input.peek(from + count), radix) >= 0) {
            count++;
        }
        return count;
    }

    private boolean doubleQuoted() {
        text.append('"');
        startQuote('"');
        while (more()) {
            char c = input.take(1).charAt(0);
            text.append(c);
            if (c == '"') {
                return true;
            }
        }
        return false;
    }

    private boolean backquoted() {
        startQuote('`');
        StringBuilder command = new StringBuilder();
        while (more()) {
            if (input.peek() == '`') {
                input.skip(1);
                String output = variables.shell(command.toString());
                text.append(output == null ? "" : output);
                return true;
            }
            VariableReference variable = VariableReference.at(input);
            String word = variable == null ? null : inCommand(variable);
            if (variable != null && word != null) {
                command.append(word);
                input.skip(variable.length());
            } else {
                command.append(input.take(1));
            }
        }
        return false;
    }

    /** What the system's shell reads in a variable's place; null where it reads what is written there. */
    private @Nullable String inCommand(VariableReference variable) {
        String value = variables.value(variable.name());
        if (value == null) {
            return null;
        }
        return switch (variable.kind()) {
            case PLAIN -> value;
            case LITERAL -> {
                if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
                    variables.error("shell command argument contains a newline or carriage return: \"" + value + "\"");
                    yield null;
                }
                yield ShellWord.of(value);
            }
            case IDENTIFIER, TEST -> null;
        };
    }

    /** A name as {@link #identifier} reads it, of an argument that was read otherwise. */
    public static String folded(String argument) {
        return withoutDoubleQuotes(argument, true);
    }

    private static String withoutDoubleQuotes(String argument, boolean fold) {
        StringBuilder name = new StringBuilder();
        boolean within = false;
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c != '"') {
                // As the server does for names in UTF-8: only ASCII letters have a lower case.
                name.append(fold && !within && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
            } else if (within && i + 1 < argument.length() && argument.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else {
                within = !within;
            }
        }
        return name.toString();
    }
}
