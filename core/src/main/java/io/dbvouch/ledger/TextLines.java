package io.dbvouch.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a text that somebody else wrote: what is not UTF-8 reads as U+FFFD, and what a line has beyond a limit is
 * passed over, so that no file takes more memory than that.
 */
final class TextLines {
    private static final int BUFFER = 1 << 16;

    private final Reader reader;
    private final int longest;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int filled;
    private long number;
    private boolean cut;

    /** Keeps up to {@code longest} characters of a line. */
    TextLines(InputStream in, int longest) {
        reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        this.longest = longest;
    }

    /** Goes to the next line; the last one need not end in a newline. */
    boolean next() throws IOException {
        line.setLength(0);
        cut = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            int kept = Math.min(end - at, longest - line.length());
            line.append(buffer, at, kept);
            cut |= kept < end - at;
            boolean ended = end < filled;
            at = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        if (any) {
            number++;
        }
        return any;
    }

    private boolean fill() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, reader.read(buffer));
        }
        return at < filled;
    }

    /** The line, without its newline, a carriage return before it, and a byte order mark. */
    String text() {
        int from = number == 1 && !line.isEmpty() && line.charAt(0) == '\uFEFF' ? 1 : 0;
        int to = line.length();
        return line.substring(from, to > from && line.charAt(to - 1) == '\r' ? to - 1 : to);
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    /** Whether a part of the line was passed over. */
    boolean cut() {
        return cut;
    }
}
