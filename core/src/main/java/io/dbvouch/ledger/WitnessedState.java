package io.dbvouch.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of a ledger as a database server sees it: the {@code application_name} of a session, {@code dbvouch <session id>
 * <tree size> <first 12 hexadecimal digits of the root>}. It has at most 63 bytes, which is what PostgreSQL keeps
 * (NAMEDATALEN), for any ledger of less than 10^15 entries.
 *
 * @param session the session's id
 * @param size the number of entries, 1 or more; the {@code session.requested} of this session is among them
 * @param shortRoot the beginning of the root over them
 */
public record WitnessedState(Ulid session, long size, String shortRoot) {
    /** What each of them begins with. */
    static final String PREFIX = "dbvouch ";

    /** Made when it is first looked for: sessions only write it. */
    private static final class Form {
        static final Pattern PATTERN =
                Pattern.compile("(?<![0-9A-Za-z_])dbvouch ([0-7][0-9A-HJKMNP-TV-Z]{25}) ([1-9][0-9]{0,17})"
                        + " ([0-9a-f]{12})(?![0-9A-Za-z_])");
    }

    /** The state that a checkpoint tells, for a session. */
    public static WitnessedState of(Ulid session, Checkpoint checkpoint) {
        return new WitnessedState(session, checkpoint.size(), checkpoint.shortRoot());
    }

    /** The {@code application_name}. */
    public String format() {
        return PREFIX + session + " " + size + " " + shortRoot;
    }

    /** All that stand in a text, in order; the opposite of {@link #format()} where it is the whole of it. */
    static List<WitnessedState> find(String text) {
        List<WitnessedState> found = new ArrayList<>();
        // Before the pattern, which is slow on long lines.
        if (text.contains(PREFIX)) {
            Matcher matcher = Form.PATTERN.matcher(text);
            while (matcher.find()) {
                found.add(new WitnessedState(
                        Ulid.parse(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3)));
            }
        }
        return found;
    }
}
