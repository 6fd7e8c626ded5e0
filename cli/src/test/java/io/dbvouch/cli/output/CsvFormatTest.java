package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals; what is written is in {@link PsqlResultTest}. */
class CsvFormatTest {
    @ParameterizedTest
    @ValueSource(chars = {'"', '\n', '\r', '\0', 'é', '東'})
    void separator_thatPsqlRefuses_isRefused(char separator) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CsvFormat(TableOptions.DEFAULTS, separator));
    }
}
