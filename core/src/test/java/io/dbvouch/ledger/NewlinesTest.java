package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Held to a loop that looks at one byte after the other. */
class NewlinesTest {
    @Test
    void next_anyBytesAndLimits_isTheFirstNewline() {
        Random random = new Random(7);
        byte[] buffer = new byte[40];
        ByteBuffer words = Newlines.words(buffer);
        for (int round = 0; round < 100_000; round++) {
            random.nextBytes(buffer);
            for (int i = random.nextInt(6); i > 0; i--) {
                // What a newline can be taken for: its neighbours, and itself with the top bit.
                buffer[random.nextInt(buffer.length)] =
                        (byte) (random.nextBoolean() ? '\n' : "\u000b\t\0\u008a".charAt(random.nextInt(4)));
            }
            int from = random.nextInt(buffer.length);
            int to = from + random.nextInt(buffer.length - from + 1);

            assertThat(Newlines.next(words, from, to)).isEqualTo(oneByOne(buffer, from, to));
        }
    }

    private static int oneByOne(byte[] buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            if (buffer[at] == '\n') {
                return at;
            }
        }
        return to;
    }
}
