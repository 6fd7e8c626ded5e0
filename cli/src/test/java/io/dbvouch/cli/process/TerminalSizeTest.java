package io.dbvouch.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {
    @Test
    void parse_whatSttySays_isLinesThenColumns() {
        assertThat(TerminalSize.parse("50 100\n")).isEqualTo(new TerminalSize(100, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stty: 'standard input': Inappropriate ioctl for device", "50", "9999999 1", "-1 2"})
    void parse_somethingElse_isUnknown(String said) {
        assertThat(TerminalSize.parse(said)).isEqualTo(new TerminalSize(0, 0));
    }
}
