package io.dbvouch.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsModeTest {
    @Test
    void parse_whatVerifies_isTheMode() {
        assertThat(TlsMode.parse(null)).isEqualTo(TlsMode.VERIFY_CA);
        assertThat(TlsMode.parse("verify-ca")).isEqualTo(TlsMode.VERIFY_CA).hasToString("verify-ca");
        assertThat(TlsMode.parse("verify-full")).isEqualTo(TlsMode.VERIFY_FULL).hasToString("verify-full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer", "require"})
    void parse_whatVerifiesNothing_isRefusedByName(String word) {
        assertThatExceptionOfType(AccessException.TlsRefused.class)
                .isThrownBy(() -> TlsMode.parse(word))
                .withMessageContaining("\"" + word + "\" is refused")
                .satisfies(e -> assertThat(e.evidence()).isEqualTo(Map.of("sslmode", word)))
                .satisfies(e -> assertThat(e.hints()).containsExactly("use verify-ca, the default, or verify-full"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "VERIFY-CA", "verify-ca ", "verify_full", "none", "Require"})
    void parse_unknownWord_isABadConfiguration(String word) {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TlsMode.parse(word))
                .withMessage("sslmode \"" + word + "\" is not known");
    }
}
