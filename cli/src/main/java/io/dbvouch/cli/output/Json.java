package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.HexFormat;

/**
 * JSON's primitive values (RFC 8259), written without a detour through objects. What a terminal would obey is escaped, and
 * so are lone surrogates, so that the output is always valid UTF-8.
 */
final class Json {
    private static final HexFormat HEX = HexFormat.of();

    private Json() {}

    static void writeString(String text, TextSink out) throws IOException {
        out.write('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Most characters are decided here.
            if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (c == '"' || c == '\\' || Character.isSurrogate(c) || Escapes.isUnsafe(c)) {
                out.write(text, from, i);
                out.write(escape(c));
                from = i + 1;
            }
        }
        out.write(text, from, text.length());
        out.write('"');
    }

    /** Whether the text is a number as it stands: {@code NaN} and {@code Infinity} are not. */
    static boolean isNumber(String text) {
        int i = text.startsWith("-") ? 1 : 0;
        int digits = digits(text, i);
        if (digits == 0 || (digits > 1 && text.charAt(i) == '0')) {
            return false;
        }
        i += digits;
        if (i < text.length() && text.charAt(i) == '.') {
            digits = digits(text, i + 1);
            if (digits == 0) {
                return false;
            }
            i += 1 + digits;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i++;
            if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
                i++;
            }
            digits = digits(text, i);
            if (digits == 0) {
                return false;
            }
            i += digits;
        }
        return i == text.length();
    }

    private static int digits(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i - start;
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u" + HEX.toHexDigits(c);
        };
    }
}
