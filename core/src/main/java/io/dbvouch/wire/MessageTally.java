package io.dbvouch.wire;

import java.util.function.IntConsumer;

/** Counts messages that go by in pieces of any size, by their types, without keeping any. */
final class MessageTally {
    private static final int HEADER = 5;

    private final IntConsumer begun;
    private final long[] counts = new long[0x80];
    private long bytes;
    private int header;
    private int length;
    /** What is left of the current message. */
    private long left;

    private volatile int last;

    /** Tells of each message that begins, by its type. */
    MessageTally(IntConsumer begun) {
        this.begun = begun;
    }

    /** Takes a piece. A length that cannot be is left to whoever gets the messages. */
    void feed(byte[] piece, int from, int count) {
        bytes += count;
        int at = from;
        int end = from + count;
        while (at < end) {
            if (left > 0) {
                int passed = (int) Math.min(left, end - at);
                left -= passed;
                at += passed;
                continue;
            }
            byte next = piece[at++];
            if (header == 0) {
                last = next & 0x7F;
                counts[last]++;
                begun.accept(last);
                length = 0;
            } else {
                length = (length << Byte.SIZE) | (next & 0xFF);
            }
            if (++header == HEADER) {
                header = 0;
                left = Math.max(0, length - (long) Integer.BYTES);
            }
        }
    }

    long count(char type) {
        return counts[type];
    }

    /** Whether no message is half through. */
    boolean isBetweenMessages() {
        return header == 0 && left == 0;
    }

    long bytes() {
        return bytes;
    }

    /** The type of the last message that has begun; 0 before the first one. */
    int last() {
        return last;
    }
}
