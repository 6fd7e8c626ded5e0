package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private static final String ERASE = "\r\u001B[J";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String drawn(boolean redraws, List<String> lines) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(redraws ? 1 : 0);
        try (ProgressLines progress = ProgressLines.start(stream, new TerminalAbilities(redraws, true), () -> {
            asked.countDown();
            return lines;
        })) {
            assertThat(progress).isNotNull();
            asked.await();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void lines_onTerminal_areDrawnAndErased() throws InterruptedException {
        assertThat(drawn(true, List.of("prod  1 of 2", "test \u001B[2J")))
                .startsWith(ERASE + "prod  1 of 2\ntest \\x1B[2J\n")
                .endsWith("\u001B[2A" + ERASE);
    }

    @Test
    void lines_elsewhere_areNothing() throws InterruptedException {
        assertThat(drawn(false, List.of("prod  1 of 2"))).isEmpty();
    }

    @Test
    void lines_thatAreMoreThanATerminalShows_areCounted() throws InterruptedException {
        List<String> many = IntStream.range(0, 40).mapToObj(i -> "target " + i).toList();

        assertThat(drawn(true, many))
                .contains("target 11\nand 28 more\n")
                .doesNotContain("target 12")
                .endsWith("\u001B[13A" + ERASE);
    }
}
