package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String CLEAR = "\r\u001B[K";

    private static final TerminalAbilities TERMINAL = new TerminalAbilities(true, true);
    private static final TerminalAbilities ELSEWHERE = new TerminalAbilities(false, true);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void line_onTerminal_isDrawnAndErased() {
        StatusLine line =
                StatusLine.start(stream, TERMINAL, 80, "waiting for \u001B[2Japproval", null, InstantSource.system());
        line.close();
        line.close();

        assertThat(written())
                .startsWith(CLEAR + "⠋ waiting for \\x1B[2Japproval" + CLEAR)
                .endsWith(CLEAR);
    }

    @Test
    void line_elsewhere_isNothing() {
        try (StatusLine line = StatusLine.start(stream, ELSEWHERE, 80, "waiting", null, InstantSource.system())) {
            assertThat(line).isNotNull();
        }

        assertThat(written()).isEmpty();
    }

    @Test
    void close_ofInterruptedThread_erasesAndStaysInterrupted() {
        StatusLine line = StatusLine.start(stream, TERMINAL, 80, "waiting", null, InstantSource.system());
        Thread.currentThread().interrupt();
        line.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(written()).endsWith(CLEAR);
    }

    @ParameterizedTest
    @CsvSource({"299,4:59", "60,1:00", "9,0:09", "0,0:00", "-5,0:00", "7261,121:01"})
    void countdown_showsMinutesAndSeconds(long seconds, String shown) {
        StatusLine.Content content =
                new StatusLine.Content("approve", 80, true, NOW.plusSeconds(seconds), InstantSource.fixed(NOW));

        assertThat(content.text(0)).isEqualTo("⠋ approve (" + shown + ")");
        assertThat(content.text(11)).startsWith("⠙ ");
    }

    @Test
    void text_widerThanTheTerminal_isCut() {
        StatusLine.Content content = new StatusLine.Content("a long message", 10, true, null, InstantSource.system());

        assertThat(content.text(0)).isEqualTo("⠋ a long…");
    }

    @Test
    void text_whereOnlyAsciiIsShown_turnsAnAsciiWheel() {
        StatusLine.Content content = new StatusLine.Content("wait", 80, false, null, InstantSource.system());

        assertThat(content.text(0)).isEqualTo("| wait");
        assertThat(content.text(7)).isEqualTo("\\ wait");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
