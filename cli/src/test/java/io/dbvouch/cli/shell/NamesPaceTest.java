package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesPaceTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, false, PT5S",
        "PT0.25S, false, PT5S",
        "PT0.3S, false, PT6S",
        "PT10S, false, PT200S",
        "PT0S, true, PT1S",
        "PT0.05S, true, PT1S",
        "PT0.3S, true, PT6S",
    })
    void pause_longLookUp_isLonger(Duration took, boolean inVain, Duration pause) {
        assertThat(NamesPace.pause(took, inVain)).isEqualTo(pause);
    }
}
