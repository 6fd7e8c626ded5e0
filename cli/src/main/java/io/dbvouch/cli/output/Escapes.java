package io.dbvouch.cli.output;

import io.dbvouch.Utf8;
import java.util.HexFormat;

/**
 * The characters that a terminal obeys rather than shows, and how they are shown instead.
 *
 * <p>They are C0, DEL and C1, which psql escapes as well (PostgreSQL, {@code src/fe_utils/mbprint.c}), and the bidirectional
 * embeddings, overrides and isolates of Unicode Standard Annex #9, with which text can be made to read as something else
 * (CVE-2021-42574). All lie in the Basic Multilingual Plane, so that code units can be looked at one by one.
 */
final class Escapes {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escapes() {}

    /** Of bytes that are no UTF-8, a terminal obeys those from 0x80 to 0x9F; what it makes of the others is its own affair. */
    static String ofByte(char kept) {
        return "\\x" + HEX.toHexDigits((byte) kept);
    }

    /** Shows every byte that is no UTF-8; what together is UTF-8 is what it is. */
    static String escapeBytes(String text) {
        if (!Utf8.keepsBytes(text)) {
            return text;
        }
        String read = Utf8.reread(text);
        StringBuilder safe = new StringBuilder(read.length() + 16);
        read.codePoints().forEach(c -> {
            if (Utf8.isByte(c)) {
                safe.append(ofByte((char) c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    static boolean isUnsafe(int c) {
        return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    /**
     * As psql shows it: {@code \r}, <code>\x1B</code> for a single byte, <code>&#92;u0085</code> for the others. Newline and tab,
     * which psql never shows, in the same manner.
     */
    static String of(char unsafe) {
        return switch (unsafe) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> unsafe < 0x80 ? "\\x" + HEX.toHexDigits((byte) unsafe) : "\\u" + HEX.toHexDigits(unsafe);
        };
    }

    /**
     * The text with every unsafe character shown.
     *
     * @param kept characters that stay what they are
     */
    static String escape(String text, String kept) {
        int first = 0;
        while (first < text.length() && passes(text.charAt(first), kept)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (passes(c, kept)) {
                safe.append(c);
            } else {
                safe.append(of(c));
            }
        }
        return safe.toString();
    }

    private static boolean passes(char c, String kept) {
        return !isUnsafe(c) || kept.indexOf(c) >= 0;
    }
}
