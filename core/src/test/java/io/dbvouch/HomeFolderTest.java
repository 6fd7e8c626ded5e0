package io.dbvouch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeFolderTest {
    private static final Path HOME = Path.of("/home/arianna");

    @Test
    void of_variableSet_isThat() {
        assertThat(HomeFolder.of(Map.of("HOME", "/home/arianna"))).isEqualTo(HOME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void of_variableBlank_isWhatTheSystemSays(String home) {
        Path system = Path.of(System.getProperty("user.home"));

        assertThat(HomeFolder.of(Map.of("HOME", home))).isEqualTo(system);
        assertThat(HomeFolder.of(Map.of())).isEqualTo(system);
    }

    @Test
    void expand_onlyTheOwnHomeIsExpanded() {
        assertThat(HomeFolder.expand("~/ca.pem", HOME)).isEqualTo(HOME.resolve("ca.pem"));
        assertThat(HomeFolder.expand("~paola/ca.pem", HOME)).isEqualTo(Path.of("~paola/ca.pem"));
        assertThat(HomeFolder.expand("ca.pem", HOME)).isEqualTo(Path.of("ca.pem"));
        assertThat(HomeFolder.expand("/etc/ca.pem", HOME)).isEqualTo(Path.of("/etc/ca.pem"));
    }
}
