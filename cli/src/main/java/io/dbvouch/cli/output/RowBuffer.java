package io.dbvouch.cli.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Holds a result's values until the widths of its columns are known: UTF-8 in large blocks, each value after its length, so
 * that a value costs its bytes and one or two more instead of an object; a value with bytes that are no UTF-8 is in UTF-16. First everything is added, then everything is
 * read once, in the same order.
 */
final class RowBuffer {
    private static final int FIRST_BLOCK = 8 * 1024;
    private static final int LARGEST_BLOCK = 1024 * 1024;
    /** A length, and whether it is of UTF-16, takes at most this many bytes, seven bits in each. */
    private static final int LENGTH_BYTES = 5;
    /** In place of a length: an empty value in UTF-16, as no text is. */
    private static final int NONE = 1;

    /** The blocks before the current one while adding, after it while reading: what was read can be collected. */
    private final Deque<Block> blocks = new ArrayDeque<>();

    private byte[] block = new byte[0];
    private int position;
    private int end;
    /** Whether what was read last is SQL's NULL. */
    private boolean none;

    /**
     * Adds a value.
     *
     * @param keepsBytes whether there are bytes in it that are no UTF-8
     */
    void add(String value, boolean keepsBytes) {
        byte[] bytes = keepsBytes ? units(value) : value.getBytes(StandardCharsets.UTF_8);
        // A value never crosses blocks.
        int needed = LENGTH_BYTES + bytes.length;
        if (block.length - position < needed) {
            nextBlock(needed);
        }
        long length = 2L * bytes.length + (keepsBytes ? 1 : 0);
        while (length > 0x7F) {
            block[position++] = (byte) (length | 0x80);
            length >>>= 7;
        }
        block[position++] = (byte) length;
        System.arraycopy(bytes, 0, block, position, bytes.length);
        position += bytes.length;
    }

    /** Adds SQL's NULL. */
    void addNull() {
        add("", true);
    }

    /** Ends the adding. */
    void rewind() {
        blocks.add(new Block(block, position));
        position = 0;
        end = 0;
    }

    /** The next value; to be called as often as {@link #add} was. */
    String next() {
        while (position == end) {
            Block following = blocks.remove();
            block = following.bytes;
            end = following.end;
            position = 0;
        }
        long coded = 0;
        int shift = 0;
        byte part;
        do {
            part = block[position++];
            coded |= (long) (part & 0x7F) << shift;
            shift += 7;
        } while (part < 0);
        none = coded == NONE;
        int length = (int) (coded >>> 1);
        // No charset encodes half a pair.
        String value = (coded & 1) == 0
                ? new String(block, position, length, StandardCharsets.UTF_8)
                : text(block, position, length);
        position += length;
        return value;
    }

    /** The next value, null for SQL's NULL. */
    @Nullable
    String nextOrNull() {
        String value = next();
        return none ? null : value;
    }

    private static byte[] units(String value) {
        byte[] bytes = new byte[2 * value.length()];
        for (int i = 0; i < value.length(); i++) {
            bytes[2 * i] = (byte) (value.charAt(i) >>> 8);
            bytes[2 * i + 1] = (byte) value.charAt(i);
        }
        return bytes;
    }

    private static String text(byte[] units, int from, int length) {
        StringBuilder text = new StringBuilder(length / 2);
        for (int i = from; i < from + length; i += 2) {
            text.append((char) (units[i] << 8 | (units[i + 1] & 0xFF)));
        }
        return text.toString();
    }

    private void nextBlock(int needed) {
        int size = Math.clamp(2L * block.length, FIRST_BLOCK, LARGEST_BLOCK);
        if (block.length > 0) {
            blocks.add(new Block(block, position));
        }
        block = new byte[Math.max(size, needed)];
        position = 0;
    }

    private static final class Block {
        private final byte[] bytes;
        /** Where the values end. */
        private final int end;

        private Block(byte[] bytes, int end) {
            this.bytes = bytes;
            this.end = end;
        }
    }
}
