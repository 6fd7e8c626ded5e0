package io.dbvouch.wire;

import io.dbvouch.AccessException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the extended query protocol (PostgreSQL, Frontend/Backend Protocol, "Extended Query"). They are put together, and go
 * to the server with {@link #sync}.
 */
public final class ExtendedMessages {
    /** Parameters of one statement: their number is of 16 bits. */
    private static final int MOST_VALUES = 0xFFFF;

    private final WireConnection wire;

    ExtendedMessages(WireConnection wire) {
        this.wire = wire;
    }

    /** Prepares a statement; the empty name is for the next one only. */
    public ExtendedMessages parse(String name, String sql) {
        WireConnection.refuseNul(name + sql);
        wire.begin('P').text(name).text(sql).int16(0).end();
        return this;
    }

    /**
     * Gives a prepared statement its values, as text.
     *
     * @throws AccessException.Failed where there are more than 65,535
     */
    public ExtendedMessages bind(String name, List<? extends @Nullable String> values) {
        WireConnection.refuseNul(name);
        if (values.size() > MOST_VALUES) {
            throw new AccessException.Failed(values.size() + " values; " + MOST_VALUES + " are the most");
        }
        MessageWriter message = wire.begin('B').text("").text(name).int16(0).int16(values.size());
        values.forEach(message::value);
        message.int16(0).end();
        return this;
    }

    /** Asks what a prepared statement takes and brings. */
    public ExtendedMessages describe(String name) {
        WireConnection.refuseNul(name);
        wire.begin('D').int8('S').text(name).end();
        return this;
    }

    /** Asks what has been bound brings, and runs it. */
    public ExtendedMessages execute() {
        wire.begin('D').int8('P').text("").end();
        wire.begin('E').text("").int32(0).end();
        return this;
    }

    /** Forgets a prepared statement. */
    public ExtendedMessages close(String name) {
        WireConnection.refuseNul(name);
        wire.begin('C').int8('S').text(name).end();
        return this;
    }

    /** Sends what was put together. */
    public void sync() {
        wire.sync();
    }
}
