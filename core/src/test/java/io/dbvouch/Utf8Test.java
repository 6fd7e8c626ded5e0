package io.dbvouch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"", "select 1", "café", "€", "\uD83D\uDE00 and \u0000", "\uFFFD"})
    void utf8_isTheTextThatItIs(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.decode(bytes)).isEqualTo(text);
        assertThat(Utf8.encode(text)).isEqualTo(bytes);
    }

    /** Latin 1, a sequence that is cut, a surrogate of its own, one that is longer than need be, what is no byte of UTF-8. */
    @ParameterizedTest
    @CsvSource({
        "636166e9, caf\uDCE9",
        "e9636166, \uDCE9caf",
        "e282, \uDCE2\uDC82",
        "e28261, \uDCE2\uDC82a",
        "eda0bd, \uDCED\uDCA0\uDCBD",
        "c0af, \uDCC0\uDCAF",
        "61ff62fec3a9, a\uDCFFb\uDCFEé"
    })
    void bytesThatAreNoUtf8_areKept(String hex, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(Utf8.decode(bytes)).isEqualTo(text);
        assertThat(Utf8.encode(text)).isEqualTo(bytes);
    }

    @Test
    void decode_ofAPart_looksAtNothingElse() {
        assertThat(Utf8.decode("aéb".getBytes(StandardCharsets.UTF_8), 0, 2)).isEqualTo("a\uDCC3");
        assertThat(Utf8.decode("aéb".getBytes(StandardCharsets.UTF_8), 1, 2)).isEqualTo("é");
    }

    @Test
    void anyBytes_comeBack() {
        Random random = new Random(20261122);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);

            assertThat(Utf8.encode(Utf8.decode(bytes))).isEqualTo(bytes);
        }
    }
}
