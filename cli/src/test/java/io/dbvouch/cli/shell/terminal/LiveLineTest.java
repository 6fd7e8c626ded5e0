package io.dbvouch.cli.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.output.TerminalAbilities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveLineTest {
    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();

    /** Whole writes: each is one piece of what is shown. */
    private final OutputStream terminal = new ByteArrayOutputStream() {
        @Override
        public synchronized void flush() {
            written.add(toString(StandardCharsets.UTF_8));
            reset();
        }
    };

    private String next() throws InterruptedException {
        return String.valueOf(written.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void begin_slowStatement_isShownAndGoneBeforeOutput() throws IOException, InterruptedException {
        LiveLine line = new LiveLine(terminal, new TerminalAbilities(true, true));
        OutputStream out = line.guard(new OutputStream() {
            @Override
            public void write(int b) {
                written.add("output");
            }
        });
        try (LiveLine.Running running = line.begin()) {
            line.row();
            assertThat(running).isNotNull();
            assertThat(next()).matches("\r\u001B\\[K\\d+ s, 1 row; Ctrl-C cancels");
            out.write('x');
            String shown = next();
            while (shown.contains("Ctrl-C")) {
                shown = next();
            }
            assertThat(shown).isEqualTo("\r\u001B[K");
            assertThat(next()).isEqualTo("output");
        }

        assertThat(written).isEmpty();
    }

    @Test
    void begin_terminalThatCannotRedraw_showsNothing() {
        LiveLine line = new LiveLine(terminal, new TerminalAbilities(false, true));
        try (LiveLine.Running running = line.begin()) {
            assertThat(running).isNotNull();
            line.hide();
        }

        assertThat(written).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1    | 0       | 1 s; Ctrl-C cancels
        59   | 1       | 59 s, 1 row; Ctrl-C cancels
        65   | 1234567 | 1:05 min, 1,234,567 rows; Ctrl-C cancels
        3605 | 2       | 60:05 min, 2 rows; Ctrl-C cancels
        """)
    void text_timeAndRows_areShort(long seconds, long rows, String text) {
        assertThat(LiveLine.text(Duration.ofSeconds(seconds), rows)).isEqualTo(text);
    }
}
