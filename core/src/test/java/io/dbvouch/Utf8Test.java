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

    /** The first of a narrow character, of a wide one, and what goes on with one: each is its lower half. */
    @Test
    void keptBytes_ofAnyKind_areThem() {
        for (char kind : new char[] {Utf8.NARROW, Utf8.WIDE, Utf8.REST}) {
            for (int c = 0x80; c <= 0xFF; c++) {
                String text = "a" + (char) (kind + c) + "😀";

                assertThat(Utf8.isByte(kind + c)).isTrue();
                assertThat(Utf8.keepsBytes(text)).isTrue();
                assertThat(Utf8.encode(text))
                        .startsWith('a', (byte) c)
                        .endsWith("😀".getBytes(StandardCharsets.UTF_8))
                        .hasSize(6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {'a', 0xE9, 0xDBFF, 0xDC00, 0xDC7F, 0xDD00, 0xDD7F, 0xDE00, 0xDE7F, 0xDF80, 0xDFFF, 0x1F680})
    void anythingElse_isNoByte(int codePoint) {
        assertThat(Utf8.isByte(codePoint)).isFalse();
        assertThat(Utf8.keepsBytes("x" + Character.toString(codePoint))).isFalse();
    }

    @Test
    void reread_findsTheUtf8InWhatIsKept() {
        assertThat(Utf8.reread("caf\uDCC3\uDCA9 \uDCE9")).isEqualTo("café \uDCE9");
        assertThat(Utf8.reread("\uDDC3\uDEA9")).isEqualTo("é");
        assertThat(Utf8.reread("🚀")).isEqualTo("🚀");
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
