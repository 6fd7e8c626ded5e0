package io.dbvouch.ledger;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a ledger. Its line starts, byte for byte, with
 *
 * <pre>{"v":1,"id":"01K9…","time":"2026-11-22T10:15:30.123456Z","event":"session.opened"</pre>
 *
 * and goes on with a comma and further members, or ends there with a brace.
 */
public final class Entry {
    /** The longest line, in bytes without its newline: C2SP tlog-tiles entry bundles give an entry 16 bits of length. */
    static final int LONGEST = 65_535;

    private static final String TIME_PATTERN = "dddd-dd-ddTdd:dd:dd.ddddddZ";
    private static final byte[] BEFORE_ID = ascii("{\"v\":1,\"id\":\"");
    private static final byte[] BEFORE_TIME = ascii("\",\"time\":\"");
    private static final byte[] BEFORE_EVENT = ascii("\",\"event\":\"");
    private static final int TIME_AT = BEFORE_ID.length + Ulid.LENGTH + BEFORE_TIME.length;
    private static final int EVENT_AT = TIME_AT + TIME_PATTERN.length() + BEFORE_EVENT.length;

    private final long index;
    private final Ulid id;
    private final Instant time;
    private final String event;
    private final byte[] line;

    private Entry(long index, Ulid id, Instant time, String event, byte[] line) {
        this.index = index;
        this.id = id;
        this.time = time;
        this.event = event;
        this.line = line;
    }

    /** Gives a draft its place, id and time. The time is written in microseconds; years are those of four digits. */
    static Entry of(long index, Ulid id, Instant time, Draft draft) {
        StringBuilder line = new StringBuilder(256).append("{\"v\":1,\"id\":\"").append(id);
        line.append("\",\"time\":\"");
        formatTime(line, time);
        line.append("\",\"event\":\"").append(draft.event()).append('"');
        String members = draft.membersJson().strip();
        String inside = members.substring(1, members.length() - 1).strip();
        if (!inside.isEmpty()) {
            line.append(',').append(inside);
        }
        byte[] bytes = line.append('}').toString().getBytes(StandardCharsets.UTF_8);
        return new Entry(index, id, time, draft.event(), bytes);
    }

    /** A time as entries write it. */
    static String time(Instant time) {
        StringBuilder text = new StringBuilder(TIME_PATTERN.length());
        formatTime(text, time);
        return text.toString();
    }

    private static void formatTime(StringBuilder line, Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        digits(line, utc.getYear(), 4).append('-');
        digits(line, utc.getMonthValue(), 2).append('-');
        digits(line, utc.getDayOfMonth(), 2).append('T');
        digits(line, utc.getHour(), 2).append(':');
        digits(line, utc.getMinute(), 2).append(':');
        digits(line, utc.getSecond(), 2).append('.');
        digits(line, utc.getNano() / 1000, 6).append('Z');
    }

    private static StringBuilder digits(StringBuilder line, int value, int width) {
        String digits = Integer.toString(value);
        return line.repeat('0', width - digits.length()).append(digits);
    }

    /** Reads a line; null if it is not an entry's. Of its JSON only the start is looked at. */
    static @Nullable Entry parse(long index, byte[] line) {
        Ulid id = id(line, 0, line.length);
        if (id == null || !hasAt(line, BEFORE_EVENT, TIME_AT + TIME_PATTERN.length())) {
            return null;
        }
        Instant time = readTime(new String(line, TIME_AT, TIME_PATTERN.length(), StandardCharsets.US_ASCII));
        int end = EVENT_AT;
        while (end < line.length && Draft.isEventCharacter(line[end])) {
            end++;
        }
        String event = new String(line, EVENT_AT, end - EVENT_AT, StandardCharsets.US_ASCII);
        boolean goesOn = end + 1 < line.length && line[end] == '"' && (line[end + 1] == ',' || line[end + 1] == '}');
        return time != null && goesOn && Draft.isEvent(event) ? new Entry(index, id, time, event, line) : null;
    }

    /** The id in a line that lies in a buffer; null if there is none. */
    static @Nullable Ulid id(byte[] buffer, int offset, int length) {
        if (length <= EVENT_AT
                || !Arrays.equals(buffer, offset, offset + BEFORE_ID.length, BEFORE_ID, 0, BEFORE_ID.length)) {
            return null;
        }
        return Ulid.read(buffer, offset + BEFORE_ID.length);
    }

    /** Whether a line that lies in a buffer has this event, which ends in its quote. */
    static boolean isOf(byte[] event, byte[] buffer, int offset, int length) {
        int at = offset + EVENT_AT;
        return length >= EVENT_AT + event.length
                && Arrays.equals(buffer, at, at + event.length, event, 0, event.length);
    }

    private static @Nullable Instant readTime(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char expected = TIME_PATTERN.charAt(i);
            if (expected == 'd' ? c < '0' || c > '9' : c != expected) {
                return null;
            }
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            number(text, 20, 26) * 1000)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static boolean hasAt(byte[] line, byte[] part, int at) {
        return line.length >= at + part.length && Arrays.equals(line, at, at + part.length, part, 0, part.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Its place in the ledger, from 0. */
    public long index() {
        return index;
    }

    /** Its id, which is greater than that of every entry before it. */
    public Ulid id() {
        return id;
    }

    /** When it was written, by the clock of the machine that wrote it, in whole microseconds. */
    public Instant time() {
        return time;
    }

    /** What happened. */
    public String event() {
        return event;
    }

    /** The line as written, without its newline: the leaf of the Merkle tree is the hash of these bytes. */
    public byte[] bytes() {
        return line.clone();
    }

    /** As {@link #bytes()}, but not a copy. */
    byte[] line() {
        return line;
    }

    /** The line as text: one JSON object. */
    public String json() {
        return new String(line, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return json();
    }
}
