package io.dbvouch.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionLimitsTest {
    @Test
    void parse_lengthsOfTime_areRead() {
        assertThat(SessionLimits.parse("90s")).contains(Duration.ofSeconds(90));
        assertThat(SessionLimits.parse("15m")).contains(Duration.ofMinutes(15));
        assertThat(SessionLimits.parse("8h")).contains(Duration.ofHours(8));
        assertThat(SessionLimits.parse("1d")).contains(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "5 m", "5M", "1.5h", "0s", "0d", "1234567s", "5m\n"})
    void parse_whatIsNone_isEmpty(String written) {
        assertThat(SessionLimits.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"90s", "15m", "8h", "1d", "36h", "1s"})
    void format_isWhatParseReads(String written) {
        assertThat(SessionLimits.format(SessionLimits.parse(written).orElseThrow()))
                .isEqualTo(written);
    }

    @Test
    void and_ofEachLimit_isTheStricterOne() {
        SessionLimits one = new SessionLimits(Duration.ofMinutes(5), null);
        SessionLimits other = new SessionLimits(Duration.ofMinutes(9), Duration.ofHours(1));

        assertThat(one.and(other)).isEqualTo(new SessionLimits(Duration.ofMinutes(5), Duration.ofHours(1)));
        assertThat(other.and(one)).isEqualTo(one.and(other));
        assertThat(SessionLimits.NONE.and(one)).isEqualTo(one);
    }
}
