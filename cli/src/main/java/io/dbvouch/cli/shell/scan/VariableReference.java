package io.dbvouch.cli.shell.scan;

import org.jspecify.annotations.Nullable;

/**
 * A variable where it stands: {@code :name}, {@code :'name'}, {@code :"name"}, {@code :{?name}}.
 *
 * @param length in characters, from the colon on
 */
record VariableReference(Kind kind, String name, int length) {
    enum Kind {
        PLAIN,
        LITERAL,
        IDENTIFIER,
        TEST
    }

    /** The one that begins here, if one does. */
    static @Nullable VariableReference at(ScanInput input) {
        if (input.peek() != ':') {
            return null;
        }
        return switch (input.peek(1)) {
            case '\'' -> closed(input, Kind.LITERAL, 2, '\'');
            case '"' -> closed(input, Kind.IDENTIFIER, 2, '"');
            case '{' -> test(input);
            default -> plain(input);
        };
    }

    private static @Nullable VariableReference test(ScanInput input) {
        return input.peek(2) == '?' ? closed(input, Kind.TEST, 3, '}') : null;
    }

    private static @Nullable VariableReference plain(ScanInput input) {
        int end = nameEnd(input, 1);
        return end == 1 ? null : new VariableReference(Kind.PLAIN, name(input, 1, end), end);
    }

    private static @Nullable VariableReference closed(ScanInput input, Kind kind, int from, char close) {
        int end = nameEnd(input, from);
        return end == from || input.peek(end) != close
                ? null
                : new VariableReference(kind, name(input, from, end), end + 1);
    }

    private static String name(ScanInput input, int from, int end) {
        return input.ahead(end).substring(from);
    }

    private static int nameEnd(ScanInput input, int from) {
        int end = from;
        while (isNameCharacter(input.peek(end))) {
            end++;
        }
        return end;
    }

    static boolean isNameCharacter(char c) {
        return Tokens.isIdentifierStart(c) || (c >= '0' && c <= '9');
    }

    /** What stands there instead, where it is not {@link Kind#PLAIN}: itself where there is none, or it cannot be quoted. */
    String replacement(ScanInput input, VariableLookup variables) {
        String value = variables.value(name);
        return switch (kind) {
            case TEST -> value == null ? "FALSE" : "TRUE";
            case LITERAL -> value == null || variables.refuses(value) ? input.ahead(length) : Quoting.literal(value);
            case IDENTIFIER ->
                value == null || variables.refuses(value) ? input.ahead(length) : Quoting.identifier(value);
            case PLAIN -> value == null ? input.ahead(length) : value;
        };
    }
}
