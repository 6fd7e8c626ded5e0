package io.dbvouch.access;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes or gives the data of a {@code COPY}. */
public interface CopyReader {
    /** {@code COPY … TO STDOUT}: to be read until its end before this returns. */
    void copyOut(Source data) throws IOException;

    /** {@code COPY … FROM STDIN}: to be given before this returns; where this throws, the server is told that there is no more. */
    void copyIn(Sink data) throws IOException;

    /** What the server sends. */
    interface Source {
        /** The next piece, which ends with a row; null where there are no more. */
        byte @Nullable [] next() throws IOException;
    }

    /** What the server is sent. */
    interface Sink {
        /** The next piece, which may end anywhere. */
        void write(byte[] bytes, int from, int length) throws IOException;

        /** There is no more, and the server is to take nothing of it, for this reason: it refuses the statement with that. */
        void giveUp(String reason);
    }
}
