package io.dbvouch.wire;

import java.io.IOException;

/** The data of a {@code COPY … FROM STDIN}. */
public interface CopyInput {
    /** Gives all of it. What this throws is told to the server as the reason why there is no more. */
    void sendTo(Output to) throws IOException;

    /** Where it goes. */
    interface Output {
        /**
         * Takes a piece, which may end anywhere.
         *
         * @return whether the server still wants more; what it does not want is dropped
         */
        boolean write(byte[] bytes, int from, int length);

        /** There is no more, and the server is to take nothing of it, for this reason; its answer is that error. */
        void giveUp(String reason);
    }
}
