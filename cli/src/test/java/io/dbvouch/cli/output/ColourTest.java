package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.output.Colour.Style;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourTest {
    @Test
    void terminal_getsColour() {
        Colour colour = Colour.of(Map.of("TERM", "xterm", "NO_COLOR", ""), true);

        assertThat(colour.paint(Style.RED, "no")).isEqualTo("\u001B[31mno\u001B[0m");
        assertThat(colour.paint(Style.BOLD, "")).isEmpty();
    }

    @Test
    void anythingElse_getsNone() {
        assertThat(Colour.of(Map.of(), false).paint(Style.RED, "no")).isEqualTo("no");
        assertThat(Colour.of(Map.of("NO_COLOR", "1"), true).paint(Style.RED, "no"))
                .isEqualTo("no");
        assertThat(Colour.of(Map.of("TERM", "dumb"), true).paint(Style.RED, "no"))
                .isEqualTo("no");
        assertThat(Colour.none().paint(Style.RED, "no")).isEqualTo("no");
    }
}
