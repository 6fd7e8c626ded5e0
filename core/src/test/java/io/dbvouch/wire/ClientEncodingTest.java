package io.dbvouch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientEncodingTest {
    /** As {@code pg_wchar_table} has them: N begins a character of one column, W one of two, r goes on with one. */
    @ParameterizedTest
    @CsvSource({
        "LATIN1, 61e980ff62, .NNN.",
        "SQL_ASCII, c3a9, NN",
        "WIN1252, 9380, NN",
        "KOI8R, f0d2, NN",
        "EUC_JP, 41c6fc8eb68fb0a1c6, .WrNrWrrW",
        "EUC_JIS_2004, c6fc8eb6, WrNr",
        "EUC_CN, d6d0cec4, WrWr",
        "EUC_KR, c7d18eb6, WrWr",
        "EUC_TW, c4e38ea2a1a1c4e3, WrWrrrWr",
        "MULE_INTERNAL, 81e992b0a19af0b79cf0b7a161, NrWrrNrrWrrr."
    })
    void decode_keepsBytesAndTheirCharacters(String name, String hex, String shape) {
        ClientEncoding encoding = ClientEncoding.of(name);
        byte[] bytes = HexFormat.of().parseHex(hex);

        String text = encoding.decode(bytes, 0, bytes.length);

        assertThat(shape(text)).isEqualTo(shape);
        assertThat(Utf8.encode(text)).isEqualTo(bytes);
        assertThat(encoding.read(text)).isEqualTo(text);
        assertThat(encoding.isSpoken()).isTrue();
        assertThat(encoding.isUtf8()).isFalse();
        assertThat(encoding.name()).isEqualTo(name);
    }

    private static String shape(String text) {
        StringBuilder shape = new StringBuilder();
        text.chars().forEach(c -> shape.append(c < 0x80 ? '.' : "NWr".charAt((c >> 8) - 0xDC)));
        return shape.toString();
    }

    /** A server is not trusted to send whole characters. */
    @Test
    void decode_characterThatIsCutShort_doesNotTakeWhatFollows() {
        byte[] bytes = HexFormat.of().parseHex("c6278f20b0");

        String text = ClientEncoding.of("EUC_JP").decode(bytes, 0, bytes.length);

        assertThat(shape(text)).isEqualTo("W.W.W");
        assertThat(Utf8.encode(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN2", "EUC_JP", "EUC_CN", "EUC_KR", "EUC_TW", "MULE_INTERNAL", "UTF8", "SJIS"})
    void decode_anyBytes_comeBack(String name) {
        Random random = new Random(20261122);
        ClientEncoding encoding = ClientEncoding.of(name);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);

            assertThat(Utf8.encode(encoding.decode(bytes, 0, bytes.length))).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é東😀", "\uFFFD", "a\uFFFDb", ""})
    void utf8_isWhatItIs(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(ClientEncoding.UTF8.decode(bytes, 0, bytes.length)).isEqualTo(text);
        assertThat(ClientEncoding.UTF8.read(text)).isSameAs(text);
        assertThat(ClientEncoding.of("UTF8")).isSameAs(ClientEncoding.UTF8);
    }

    /** As psql 15.18 says of a variable that is to be quoted. */
    @ParameterizedTest
    @CsvSource({
        "UTF8, 61c3a9f09f9880, ",
        "UTF8, 61e9, incomplete",
        "UTF8, 61e96161, invalid",
        "UTF8, c3a9e9, invalid",
        "UTF8, ff, invalid",
        "LATIN1, e9ff80, ",
        "SQL_ASCII, e9, ",
        "EUC_JP, 41c6fc8eb68fb0a161, ",
        "EUC_JP, c6, incomplete",
        "EUC_JP, c6fc8e20, invalid",
        "EUC_JP, 8fb0, incomplete",
        "EUC_JP, c6fc8f, invalid",
        "EUC_KR, c7d161, ",
        "EUC_KR, 8eb6, invalid",
        "EUC_CN, d6d0ce41, invalid",
        "EUC_TW, c4e38ea2a1a1, ",
        "EUC_TW, 8ea8a1a1, invalid",
        "EUC_TW, 8fa1a1, invalid",
        "MULE_INTERNAL, 81e992b0a1, ",
        "MULE_INTERNAL, 92b061, invalid"
    })
    void complaint_isLibpqs(String name, String hex, @Nullable String wrong) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(ClientEncoding.of(name).complaint(Utf8.decode(bytes)))
                .isEqualTo(wrong == null ? null : wrong + " multibyte character");
    }

    @Test
    void read_ofAScript_isAsTheServerSeesIt() {
        assertThat(ClientEncoding.of("LATIN1").read("é")).isEqualTo("\uDCC3\uDCA9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SJIS", "BIG5", "GBK", "UHC", "GB18030", "JOHAB", "SHIFT_JIS_2004", "latin1", "", "EBCDIC"})
    void of_whatNoServerHasAsItsOwn_isNotSpoken(String name) {
        assertThat(ClientEncoding.of(name).isSpoken()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SJIS, true",
        "Shift_JIS, true",
        "shift-jis-2004, true",
        "WIN949, true",
        "Big5, true",
        "windows_936, true",
        "gb 18030, true",
        "latin1, false",
        "EUC_JP, false",
        "nonsense, false",
        "'', false"
    })
    void meansUnspoken_asTheServerTakesNames(String written, boolean unspoken) {
        assertThat(ClientEncoding.meansUnspoken(written)).isEqualTo(unspoken);
    }
}
