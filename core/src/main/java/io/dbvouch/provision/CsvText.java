package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a CSV file in UTF-8, as spreadsheets write it: with or without a byte order mark, lines that end with LF or CRLF, and
 * whatever separates values.
 *
 * @param text the text, without a byte order mark
 * @param file what the file is called
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
record CsvText(String text, String file) {
    /** Commas, and what spreadsheets write where a comma is in numbers. */
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    /**
     * A record.
     *
     * @param line the line that it begins in, from 1
     */
    record Row(int line, List<String> values) {
        /** Whether there is nothing in it, as in what spreadsheets write of rows that were emptied. */
        boolean isEmpty() {
            return values.stream().allMatch(String::isBlank);
        }
    }

    /**
     * Decodes it.
     *
     * @throws AccessException.BadConfiguration where it is not UTF-8
     */
    static CsvText of(byte[] bytes, String file) {
        if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) {
            throw refused(file, 1, "is UTF-16, and not UTF-8").hint("save it as CSV UTF-8");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw refused(file, line(text, text.length()), "is not UTF-8").hint("save it as CSV UTF-8");
        }
        return new CsvText(text.startsWith("\uFEFF") ? text.substring(1) : text, file);
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length > 1 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    /** That a line is not as it should be. */
    static AccessException.BadConfiguration refused(String file, int line, String why) {
        AccessException.BadConfiguration refused =
                new AccessException.BadConfiguration(file + ", line " + line + ": " + why);
        refused.evidence("file", file).evidence("line", line);
        return refused;
    }

    private static int line(String text, int end) {
        return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }

    /**
     * The records, those that are not empty. What separates their values is told by a line {@code sep=;} in front, or is what
     * gives the first record a column that is wanted.
     *
     * @throws AccessException.BadConfiguration where it does not read
     */
    List<Row> rows(Set<String> columns) {
        if (text.regionMatches(true, 0, "sep=", 0, 4) && text.length() > 4) {
            return new Reader(text, file, text.charAt(4))
                    .rows().stream().skip(1).toList();
        }
        List<Row> found = List.of();
        AccessException.@Nullable BadConfiguration failure = null;
        for (char separator : SEPARATORS) {
            try {
                List<Row> rows = new Reader(text, file, separator).rows();
                if (!rows.isEmpty()
                        && rows.getFirst().values().stream().anyMatch(each -> columns.contains(columnName(each)))) {
                    return rows;
                }
                // Whatever tells the columns apart is what it is written with.
                if (found.isEmpty()
                        || rows.getFirst().values().size()
                                > found.getFirst().values().size()) {
                    found = rows;
                }
            } catch (AccessException.BadConfiguration e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return found;
    }

    /** A column's name, as it is compared. */
    static String columnName(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** One way through the text. */
    private static final class Reader {
        private final String text;
        private final String file;
        private final char separator;
        private final List<Row> rows = new ArrayList<>();
        private final StringBuilder value = new StringBuilder();
        private List<String> row = new ArrayList<>();
        private int at;
        private int line = 1;
        private int began = 1;

        Reader(String text, String file, char separator) {
            this.text = text;
            this.file = file;
            this.separator = separator;
        }

        List<Row> rows() {
            while (at < text.length()) {
                value();
            }
            if (!row.isEmpty() || !value.isEmpty()) {
                end(true);
            }
            return rows;
        }

        /** Reads to the end of a value, and past what ends it. */
        private void value() {
            boolean wasQuoted = text.charAt(at) == '"';
            if (wasQuoted) {
                at++;
                quoted();
            }
            while (at < text.length()) {
                char c = text.charAt(at++);
                boolean lineEnds = c == '\n' || (c == '\r' && at < text.length() && text.charAt(at) == '\n');
                if (c == separator || lineEnds) {
                    at += c == '\r' ? 1 : 0;
                    end(lineEnds);
                    return;
                }
                if (c == '\r') {
                    throw refused(file, line, "a carriage return alone ends no line");
                }
                if (wasQuoted || c == '"') {
                    throw refused(file, line, "quotes are around a whole value, and doubled inside it");
                }
                value.append(c);
            }
        }

        private void quoted() {
            int from = line;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    line += c == '\n' ? 1 : 0;
                    value.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    value.append('"');
                    at++;
                } else {
                    return;
                }
            }
            throw refused(file, from, "quotes that are not closed");
        }

        private void end(boolean lineEnds) {
            row.add(value.toString());
            value.setLength(0);
            if (lineEnds) {
                Row whole = new Row(began, List.copyOf(row));
                if (!whole.isEmpty()) {
                    rows.add(whole);
                }
                row = new ArrayList<>();
                line++;
                began = line;
            }
        }
    }
}
