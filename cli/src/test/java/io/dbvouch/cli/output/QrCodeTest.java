package io.dbvouch.cli.output;

import static io.dbvouch.cli.output.QrCode.QUIET_ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode.Ecc;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
    private static final Colour COLOURED = Colour.of(Map.of(), true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH",
                "https://d-1234567890.awsapps.com/start/#/device?user_code=ABCD-EFGH&more=東京"
            })
    void drawing_holdsEveryModule_andTheQuietZone(String text) {
        io.nayuki.qrcodegen.QrCode code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.LOW);
        List<String> plain =
                QrCode.draw(text, true, Colour.none()).orElseThrow().lines().toList();
        List<String> coloured = QrCode.draw(text, true, COLOURED)
                .orElseThrow()
                .lines()
                .map(line -> line.replace("\u001B[38;5;16;48;5;231m", "").replace("\u001B[0m", ""))
                .toList();

        int side = code.size + 2 * QUIET_ZONE;
        assertThat(plain).hasSize((side + 1) / 2).allMatch(line -> line.length() == side);
        assertThat(coloured).hasSize((side + 1) / 2).allMatch(line -> line.length() == side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean dark = code.getModule(x - QUIET_ZONE, y - QUIET_ZONE);
                assertThat(isInked(plain, x, y)).as("plain %d,%d", x, y).isEqualTo(!dark);
                assertThat(isInked(coloured, x, y)).as("coloured %d,%d", x, y).isEqualTo(dark);
            }
        }
    }

    @Test
    void lines_withColours_beginAndEndThem() {
        assertThat(QrCode.draw("x", true, COLOURED).orElseThrow().lines())
                .allMatch(line -> line.startsWith("\u001B[38;5;16;48;5;231m") && line.endsWith("\u001B[0m"));
    }

    @Test
    void drawing_withoutUnicode_isEmpty() {
        assertThat(QrCode.draw("x", false, COLOURED)).isEmpty();
    }

    @Test
    void text_thatIsTooLong_isEmpty() {
        assertThat(QrCode.draw("x".repeat(2_900), true, COLOURED)).isPresent();
        assertThat(QrCode.draw("x".repeat(3_000), true, COLOURED)).isEmpty();
    }

    private static boolean isInked(List<String> lines, int x, int y) {
        char block = lines.get(y / 2).charAt(x);
        return block == '█' || block == (y % 2 == 0 ? '▀' : '▄');
    }
}
