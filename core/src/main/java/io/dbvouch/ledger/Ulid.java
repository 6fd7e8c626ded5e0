package io.dbvouch.ledger;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A ULID (github.com/ulid/spec): 48 bits of Unix milliseconds, then 80 random bits; as text 26 characters of Crockford's
 * base32, whose order is the order of the values.
 *
 * @param high the first 64 bits: the time, then 16 random bits
 * @param low the last 64 bits
 */
public record Ulid(long high, long low) implements Comparable<Ulid> {
    /** The length of the text form. */
    public static final int LENGTH = 26;

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final byte[] VALUES = values();
    private static final int TIME_SHIFT = 16;
    private static final long LATEST = (1L << 48) - 1;

    /** For each ASCII character the value of the digit that it is, or -1. */
    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            values[DIGITS.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** A new id with the time of {@code clock}. */
    public static Ulid create(InstantSource clock) {
        return create(clock.instant(), new SecureRandom());
    }

    /** A new id for {@code time}; a time before 1970 counts as 1970. */
    static Ulid create(Instant time, RandomGenerator random) {
        long millis = Math.min(Math.max(time.toEpochMilli(), 0), LATEST);
        return new Ulid((millis << TIME_SHIFT) | (random.nextLong() & 0xffff), random.nextLong());
    }

    /**
     * A new id that is greater than {@code previous} whatever the clock says: where {@code time} is not past the previous
     * id's millisecond, the previous id plus one.
     */
    static Ulid after(@Nullable Ulid previous, Instant time, RandomGenerator random) {
        if (previous != null && time.toEpochMilli() <= previous.epochMilli()) {
            return previous.plusOne();
        }
        return create(time, random);
    }

    private Ulid plusOne() {
        if (high == -1 && low == -1) {
            throw new IllegalStateException("there is no greater ULID");
        }
        return new Ulid(low == -1 ? high + 1 : high, low + 1);
    }

    /** The time part, in milliseconds since 1970. */
    public long epochMilli() {
        return high >>> TIME_SHIFT;
    }

    /**
     * The opposite of {@link #toString()}; upper case only, since ids are compared as text too.
     *
     * @throws IllegalArgumentException unless it is a ULID
     */
    public static Ulid parse(String text) {
        Ulid id = read(text);
        if (id == null) {
            throw new IllegalArgumentException("not a ULID: " + text);
        }
        return id;
    }

    /** As {@link #parse}, with null for what is not a ULID. */
    static @Nullable Ulid read(String text) {
        // What is not in ISO 8859-1 becomes a question mark, which is no digit.
        return text.length() == LENGTH ? read(text.getBytes(StandardCharsets.ISO_8859_1), 0) : null;
    }

    /** The ULID whose 26 characters lie in {@code text} from {@code at} on; null if that is none. */
    static @Nullable Ulid read(byte[] text, int at) {
        // 26 digits are 130 bits: the first digit has to be 7 or less.
        if (text[at] > '7') {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = at; i < at + LENGTH; i++) {
            int digit = text[i] < 0 ? -1 : VALUES[text[i]];
            if (digit < 0) {
                return null;
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | digit;
        }
        return new Ulid(high, low);
    }

    @Override
    public int compareTo(Ulid other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        char[] text = new char[LENGTH];
        long left = high;
        long right = low;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) right & 31);
            right = (right >>> 5) | (left << 59);
            left >>>= 5;
        }
        return new String(text);
    }
}
