package io.dbvouch.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class WarmupTest {
    /** Without a share of the group that takes long it would not be worth a thread. RFC 8446 §4.2.8: group, length, point. */
    @Test
    void greeting_hasShareOfTheCurveThatTakesLong() {
        ByteBuffer hello = Warmup.greeting();
        byte[] bytes = new byte[hello.remaining()];
        hello.get(bytes);

        assertThat(HexFormat.of().formatHex(bytes)).startsWith("16").contains("0018" + "0061" + "04");
    }
}
