package io.dbvouch.cli.shell;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of variables and print settings, as psql reads them (PostgreSQL, {@code src/bin/psql/variables.c}). */
final class ParsedValue {
    private static final int HEX = 16;
    private static final int OCTAL = 8;
    private static final int DECIMAL = 10;

    private ParsedValue() {}

    /** {@code true}, {@code no}, {@code on}, {@code 0} and so on, or the beginning of such a word; null for anything else. */
    static @Nullable Boolean bool(@Nullable String value) {
        String word = value == null ? "" : value.toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            if ("true".startsWith(word) || "yes".startsWith(word)) {
                return Boolean.TRUE;
            }
            if ("false".startsWith(word) || "no".startsWith(word)) {
                return Boolean.FALSE;
            }
        }
        return switch (word) {
            case "on", "1" -> Boolean.TRUE;
            case "of", "off", "0" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** What is said of a value that is none. */
    static String notBool(@Nullable String value, String name) {
        return "unrecognized value \"" + (value == null ? "" : value) + "\" for \"" + name + "\": Boolean expected";
    }

    static String notAmong(@Nullable String value, String name, String choices) {
        return "unrecognized value \"" + value + "\" for \"" + name + "\"\nAvailable values are: " + choices + ".";
    }

    /** A whole number of 32 bits, as C's {@code strtol} reads it; null for anything else. */
    static @Nullable Integer number(@Nullable String value) {
        String text = value == null ? "" : value.stripLeading();
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = DECIMAL;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = HEX;
            digits = digits.substring(2);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            radix = OCTAL;
        }
        if (digits.startsWith("+") || digits.startsWith("-")) {
            return null;
        }
        try {
            return Integer.valueOf((negative ? "-" : "") + digits, radix);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** The number at the front of a text, as C's {@code atoi} reads it; 0 where there is none. */
    static int leadingNumber(String text) {
        String stripped = text.stripLeading();
        int end = !stripped.isEmpty() && "+-".indexOf(stripped.charAt(0)) >= 0 ? 1 : 0;
        int from = end;
        while (end < stripped.length() && Character.digit(stripped.charAt(end), DECIMAL) >= 0 && end - from < 9) {
            end++;
        }
        return end == from ? 0 : Integer.parseInt(stripped.substring(0, end));
    }
}
