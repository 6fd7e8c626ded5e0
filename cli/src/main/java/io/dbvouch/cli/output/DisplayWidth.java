package io.dbvouch.cli.output;

import io.dbvouch.Utf8;

/**
 * How many columns of a terminal a character takes, as psql reckons since version 16 (PostgreSQL,
 * {@code ucs_wcwidth} in {@code src/common/wchar.c}): none for the general categories Mn, Me and Cf, two for East Asian Width
 * W and F, one for the rest. psql 15 counts one for Cf.
 *
 * <p>Bytes that are no UTF-8 are as wide as {@link Utf8} says.
 *
 * <p>Categories are the JDK's own. It does not know the East Asian Width, but all of its emoji presentation characters are
 * wide, except for the regional indicators; what is left is in {@link #WIDE}, taken from Unicode 16.0
 * {@code EastAsianWidth.txt} with ranges joined where only unassigned code points lie between.
 */
public final class DisplayWidth {
    private static final int FIRST_COMBINING = 0x300;
    private static final int FIRST_WIDE = 0x1100;
    private static final int SOFT_HYPHEN = 0xAD;
    private static final int REGIONAL_INDICATOR_A = 0x1F1E6;
    private static final int REGIONAL_INDICATOR_Z = 0x1F1FF;

    /** First and last code point of each range, ascending. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2329, 0x232A, 0x2630, 0x2637, 0x268A, 0x268F, 0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0xA4C6,
        0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6,
        0x16FE0, 0x1B2FB, 0x1D300, 0x1D376, 0x1F200, 0x1F265, 0x20000, 0x3FFFD,
    };

    private DisplayWidth() {}

    /** 0, 1 or 2, for a character that is not {@linkplain Escapes#isUnsafe unsafe}. */
    static int of(int codePoint) {
        if (codePoint < FIRST_COMBINING) {
            return codePoint == SOFT_HYPHEN ? 0 : 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.SURROGATE -> ofKept(codePoint);
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> codePoint >= FIRST_WIDE && isWide(codePoint) ? 2 : 1;
        };
    }

    private static int ofKept(int codePoint) {
        if (!Utf8.isByte(codePoint)) {
            return 1;
        }
        return switch (codePoint & 0xFF00) {
            case Utf8.REST -> 0;
            case Utf8.WIDE -> 2;
            default -> 1;
        };
    }

    /** The width of a text of one line that holds no unsafe character. */
    public static int of(String line) {
        int width = 0;
        for (int i = 0; i < line.length(); ) {
            int codePoint = line.codePointAt(i);
            width += of(codePoint);
            i += Character.charCount(codePoint);
        }
        return width;
    }

    /**
     * Where a line has to be broken.
     *
     * @param from where it begins
     * @param columns how many there are; a first character that is wider is taken all the same
     */
    static int endWithin(String line, int from, int columns) {
        int width = 0;
        int end = from;
        while (end < line.length()) {
            int codePoint = line.codePointAt(end);
            int next = of(codePoint);
            if (width != 0 && width + next > columns) {
                break;
            }
            width += next;
            end += Character.charCount(codePoint);
        }
        return end;
    }

    private static boolean isWide(int codePoint) {
        if (Character.isEmojiPresentation(codePoint)) {
            return codePoint < REGIONAL_INDICATOR_A || codePoint > REGIONAL_INDICATOR_Z;
        }
        int low = 0;
        int high = WIDE.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) / 2;
            if (codePoint > WIDE[2 * middle + 1]) {
                low = middle + 1;
            } else if (codePoint < WIDE[2 * middle]) {
                high = middle - 1;
            } else {
                return true;
            }
        }
        return false;
    }
}
