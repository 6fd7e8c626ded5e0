package io.dbvouch.wire;

import io.dbvouch.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a session's text is in: PostgreSQL's {@code client_encoding}. Text in anything but UTF-8 is not converted: its bytes are
 * kept as {@link Utf8} keeps them, each character as wide as psql takes it to be, and are written as they came.
 *
 * <p>Encodings that only clients can have are not spoken: in their characters a byte may look like a quote or a backslash, so
 * that a script may read as something else than it is.
 *
 * @see <a href="https://www.postgresql.org/docs/18/multibyte.html">Character set support</a>
 */
public final class ClientEncoding {
    /** What every session begins with, unless it was asked for something else. */
    public static final ClientEncoding UTF8 = new ClientEncoding("UTF8", Shape.UTF8);

    private static final int SINGLE_SHIFT_2 = 0x8E;
    private static final int SINGLE_SHIFT_3 = 0x8F;

    private static final Map<String, ClientEncoding> SPOKEN = spoken();

    /** The others, by their names and by-names as PostgreSQL compares them ({@code pg_encname_tbl} in {@code encnames.c}). */
    private static final Set<String> UNSPOKEN = Set.of(
            "sjis",
            "shiftjis",
            "mskanji",
            "win932",
            "windows932",
            "shiftjis2004",
            "big5",
            "win950",
            "windows950",
            "gbk",
            "win936",
            "windows936",
            "uhc",
            "win949",
            "windows949",
            "johab",
            "gb18030");

    private final String name;
    private final Shape shape;

    /** How bytes make up characters (PostgreSQL, {@code pg_wchar_table} in {@code src/common/wchar.c}). */
    private enum Shape {
        UTF8,
        SINGLE_BYTE,
        EUC_CN,
        EUC_JP,
        EUC_KR,
        EUC_TW,
        MULE,
        UNSPOKEN
    }

    private ClientEncoding(String name, Shape shape) {
        this.name = name;
        this.shape = shape;
    }

    private static Map<String, ClientEncoding> spoken() {
        Map<String, ClientEncoding> all = new TreeMap<>();
        all.put("UTF8", UTF8);
        String singleByte = "SQL_ASCII LATIN1 LATIN2 LATIN3 LATIN4 LATIN5 LATIN6 LATIN7 LATIN8 LATIN9 LATIN10"
                + " WIN866 WIN874 WIN1250 WIN1251 WIN1252 WIN1253 WIN1254 WIN1255 WIN1256 WIN1257 WIN1258"
                + " ISO_8859_5 ISO_8859_6 ISO_8859_7 ISO_8859_8 KOI8R KOI8U";
        for (String name : singleByte.split(" ", -1)) {
            all.put(name, new ClientEncoding(name, Shape.SINGLE_BYTE));
        }
        all.put("EUC_CN", new ClientEncoding("EUC_CN", Shape.EUC_CN));
        all.put("EUC_JP", new ClientEncoding("EUC_JP", Shape.EUC_JP));
        all.put("EUC_JIS_2004", new ClientEncoding("EUC_JIS_2004", Shape.EUC_JP));
        all.put("EUC_KR", new ClientEncoding("EUC_KR", Shape.EUC_KR));
        all.put("EUC_TW", new ClientEncoding("EUC_TW", Shape.EUC_TW));
        all.put("MULE_INTERNAL", new ClientEncoding("MULE_INTERNAL", Shape.MULE));
        return Collections.unmodifiableMap(all);
    }

    /** The encoding that a server calls so; one that nobody has heard of is not spoken. */
    public static ClientEncoding of(String name) {
        ClientEncoding known = SPOKEN.get(name);
        return known == null ? new ClientEncoding(name, Shape.UNSPOKEN) : known;
    }

    /** The server's names for those that are spoken. */
    public static Set<String> names() {
        return SPOKEN.keySet();
    }

    /** Whether somebody who writes this name, as the server takes it, means an encoding that is not spoken here. */
    public static boolean meansUnspoken(String written) {
        return UNSPOKEN.contains(written.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }

    /** The server's name for it. */
    public String name() {
        return name;
    }

    public boolean isUtf8() {
        return shape == Shape.UTF8;
    }

    /** Whether a session may go on in it. */
    public boolean isSpoken() {
        return shape != Shape.UNSPOKEN;
    }

    /** The text that some of the bytes are. */
    public String decode(byte[] bytes, int from, int length) {
        if (shape != Shape.UTF8) {
            return keep(bytes, from, length);
        }
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // A server tells of another encoding only when it is done with the statement that has changed it.
        return text.indexOf('\uFFFD') < 0 ? text : Utf8.decode(bytes, from, length);
    }

    /** A text from elsewhere, such as a script, as it would be read if the server had sent the same bytes. */
    public String read(String text) {
        if (shape == Shape.UTF8) {
            return text;
        }
        byte[] bytes = Utf8.encode(text);
        return keep(bytes, 0, bytes.length);
    }

    /**
     * What is wrong with the bytes of a text that is to be quoted (PostgreSQL, {@code PQescapeInternal} in
     * {@code src/interfaces/libpq/fe-exec.c}).
     *
     * @return libpq's words; null for nothing
     */
    public @Nullable String complaint(String text) {
        byte[] bytes = Utf8.encode(text);
        int first = 0;
        while (first < bytes.length && bytes[first] >= 0) {
            first++;
        }
        if (first == bytes.length) {
            return null;
        }
        if (length(Byte.toUnsignedInt(bytes[first])) > bytes.length - first) {
            return "incomplete multibyte character";
        }
        boolean valid = shape == Shape.UTF8
                ? !Utf8.keepsBytes(Utf8.decode(bytes, first, bytes.length - first))
                : isValid(bytes, first);
        return valid ? null : "invalid multibyte character";
    }

    private boolean isValid(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length) {
            int c = Byte.toUnsignedInt(bytes[at]);
            int length = c < 0x80 ? 1 : length(c);
            if (c >= 0x80 && (length > bytes.length - at || !isValid(bytes, at, length))) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** One character (PostgreSQL, {@code pg_…_verifychar} in {@code src/common/wchar.c}). */
    private boolean isValid(byte[] bytes, int from, int length) {
        int first = Byte.toUnsignedInt(bytes[from]);
        int second = length > 1 ? Byte.toUnsignedInt(bytes[from + 1]) : 0;
        return switch (shape) {
            case UTF8, SINGLE_BYTE, UNSPOKEN -> true;
            case EUC_CN, EUC_KR -> isEuc(first) && isEuc(second);
            case EUC_JP ->
                switch (first) {
                    case SINGLE_SHIFT_2 -> second >= 0xA1 && second <= 0xDF;
                    case SINGLE_SHIFT_3 -> isEuc(second) && isEuc(Byte.toUnsignedInt(bytes[from + 2]));
                    default -> isEuc(first) && isEuc(second);
                };
            case EUC_TW ->
                switch (first) {
                    case SINGLE_SHIFT_2 ->
                        second >= 0xA1
                                && second <= 0xA7
                                && isEuc(Byte.toUnsignedInt(bytes[from + 2]))
                                && isEuc(Byte.toUnsignedInt(bytes[from + 3]));
                    case SINGLE_SHIFT_3 -> false;
                    default -> isEuc(second);
                };
            case MULE -> {
                for (int i = from + 1; i < from + length; i++) {
                    if (bytes[i] >= 0) {
                        yield false;
                    }
                }
                yield true;
            }
        };
    }

    private static boolean isEuc(int c) {
        return c >= 0xA1 && c <= 0xFE;
    }

    private String keep(byte[] bytes, int from, int length) {
        char[] text = new char[length];
        int rest = 0;
        for (int i = 0; i < length; i++) {
            int c = Byte.toUnsignedInt(bytes[from + i]);
            if (c < 0x80) {
                text[i] = (char) c;
                rest = 0;
            } else if (rest > 0) {
                text[i] = (char) (Utf8.REST + c);
                rest--;
            } else {
                text[i] = (char) ((isWide(c) ? Utf8.WIDE : Utf8.NARROW) + c);
                rest = length(c) - 1;
            }
        }
        return new String(text);
    }

    /** How many bytes a character has that begins with this one. */
    private int length(int first) {
        return switch (shape) {
            case UTF8 -> (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : (first & 0xF8) == 0xF0 ? 4 : 1;
            case SINGLE_BYTE, UNSPOKEN -> 1;
            case EUC_CN -> 2;
            case EUC_JP, EUC_KR -> first == SINGLE_SHIFT_3 ? 3 : 2;
            case EUC_TW -> first == SINGLE_SHIFT_2 ? 4 : first == SINGLE_SHIFT_3 ? 3 : 2;
            case MULE -> {
                if (first >= 0x81 && first <= 0x8D) {
                    yield 2;
                }
                if ((first >= 0x90 && first <= 0x99) || first == 0x9A || first == 0x9B) {
                    yield 3;
                }
                yield first == 0x9C || first == 0x9D ? 4 : 1;
            }
        };
    }

    private boolean isWide(int first) {
        return switch (shape) {
            case UTF8, SINGLE_BYTE, UNSPOKEN -> false;
            case EUC_CN, EUC_KR, EUC_TW -> true;
            case EUC_JP -> first != SINGLE_SHIFT_2;
            case MULE -> (first >= 0x90 && first <= 0x99) || first == 0x9C || first == 0x9D;
        };
    }
}
