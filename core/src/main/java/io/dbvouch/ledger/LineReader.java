package io.dbvouch.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the lines of one segment. After {@link #next()} the line lies in {@link #buffer()}, without its newline. */
final class LineReader implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    /** Holds the longest line, should the file grow meanwhile. */
    private static final int SMALLEST = Entry.LONGEST + 2;

    private final RandomAccessFile file;
    private final byte[] buffer;
    private final ByteBuffer words;
    private long fileOffset;
    private int filled;
    private int start;
    private int end;

    /** Reads from the byte {@code offset} on. */
    LineReader(Path path, long offset) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        try {
            // One more than the rest, so that a read comes to its end.
            buffer = new byte[Math.clamp(file.length() - offset + 1, SMALLEST, BUFFER)];
            file.seek(offset);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        words = Newlines.words(buffer);
        fileOffset = offset;
        start = 0;
        end = -1;
    }

    /** Goes to the next line that a newline ends. False if there is none: what is left has no newline, or is too long. */
    boolean next() throws IOException {
        start = end + 1;
        int searched = start;
        while (true) {
            int newline = Newlines.next(words, searched, filled);
            if (newline < filled) {
                end = newline;
                return true;
            }
            searched = filled - start;
            if (searched > Entry.LONGEST) {
                end = start - 1;
                return false;
            }
            System.arraycopy(buffer, start, buffer, 0, searched);
            fileOffset += start;
            start = 0;
            end = -1;
            filled = searched;
            int read = file.read(buffer, filled, buffer.length - filled);
            if (read <= 0) {
                return false;
            }
            filled += read;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where in {@link #buffer()} the line starts. */
    int start() {
        return start;
    }

    /** The line's length, without its newline. */
    int length() {
        return end - start;
    }

    /** Where in the segment the line starts, or what is left after the last line. */
    long offset() {
        return fileOffset + start;
    }

    /** The offset of the byte after the newline. */
    long endOffset() {
        return fileOffset + end + 1;
    }

    byte[] line() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
