package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardStreamTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/dev/pts/0", "/dev/pts/12", "/dev/tty", "/dev/tty1", "/dev/ttyS0", "/dev/console", "/dev/hvc0"})
    void device_ofTerminal_isTerminal(String path) {
        assertThat(StandardStream.isTerminalDevice(Path.of(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/null",
                "/dev/ptsx",
                "pipe:[123]",
                "socket:[5]",
                "/home/x/tty",
                "/tmp/file",
                "/",
                "/dev/shm/tty",
                "/dev/pts/ptmx/0"
            })
    void anythingElse_isNot(String path) {
        assertThat(StandardStream.isTerminalDevice(Path.of(path))).isFalse();
    }
}
