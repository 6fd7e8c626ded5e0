package io.dbvouch.search;

import io.dbvouch.access.EntryView;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be told of a block of entries without reading it: "perhaps" or "no", and a "no" is always right. */
final class BlockSummary {
    /** Two times, and the bits. */
    static final int BYTES = 2 * Long.BYTES + 512;

    /** With 600 values, which is a block whose every second entry is of a session of its own, 4 in 100 are taken for there. */
    private static final int PROBES = 4;

    private static final int WORDS = 512 / Long.BYTES;
    private static final int BITS = WORDS * Long.SIZE;

    private final long earliest;
    private final long latest;
    private final long[] bits;

    /** What is looked for. */
    enum Field {
        PERSON('p'),
        TARGET('t'),
        SESSION('s'),
        EVENT('e');

        private final char sign;

        Field(char sign) {
            this.sign = sign;
        }
    }

    private BlockSummary(long earliest, long latest, long[] bits) {
        this.earliest = earliest;
        this.latest = latest;
        this.bits = bits;
    }

    /** Of entries, at least one. */
    static BlockSummary of(List<EntryView> entries) {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        long[] bits = new long[WORDS];
        for (EntryView entry : entries) {
            long time = ChronoUnit.MICROS.between(Instant.EPOCH, entry.time());
            earliest = Math.min(earliest, time);
            latest = Math.max(latest, time);
            add(bits, Field.EVENT, entry.event());
            entry.person().ifPresent(person -> add(bits, Field.PERSON, person));
            entry.target().ifPresent(target -> add(bits, Field.TARGET, target));
            entry.session().ifPresent(session -> add(bits, Field.SESSION, session));
        }
        return new BlockSummary(earliest, latest, bits);
    }

    /** The opposite of {@link #write}. */
    static BlockSummary read(ByteBuffer from) {
        long earliest = from.getLong();
        long latest = from.getLong();
        long[] bits = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            bits[i] = from.getLong();
        }
        return new BlockSummary(earliest, latest, bits);
    }

    void write(ByteBuffer to) {
        to.putLong(earliest).putLong(latest);
        for (long word : bits) {
            to.putLong(word);
        }
    }

    Instant earliest() {
        return Instant.EPOCH.plus(earliest, ChronoUnit.MICROS);
    }

    Instant latest() {
        return Instant.EPOCH.plus(latest, ChronoUnit.MICROS);
    }

    /** Whether one of the entries may have this value; null is none in particular. */
    boolean mayHold(Field field, @Nullable String value) {
        if (value == null) {
            return true;
        }
        long hash = hash(field, value);
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(hash, i);
            if ((bits[bit / Long.SIZE] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private static void add(long[] bits, Field field, String value) {
        long hash = hash(field, value);
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(hash, i);
            bits[bit / Long.SIZE] |= 1L << bit;
        }
    }

    private static int bit(long hash, int probe) {
        return (int) (hash >>> (16 * probe)) & (BITS - 1);
    }

    /** FNV-1a (draft-eastlake-fnv), and the finalizer of MurmurHash3, as FNV's high bits are poor for short texts. */
    private static long hash(Field field, String value) {
        long hash = (0xCBF29CE484222325L ^ field.sign) * 0x100000001B3L;
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
