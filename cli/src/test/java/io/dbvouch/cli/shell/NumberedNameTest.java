package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberedNameTest {
    @Test
    void of_digitsApartFromTheName_areALine() {
        assertThat(NumberedName.of("f 12")).isEqualTo(new NumberedName("f ", 12, null));
        assertThat(NumberedName.of("f(int)3 ")).isEqualTo(new NumberedName("f(int)", 3, null));
    }

    @Test
    void of_digitsThatBelongToTheName_areNone() {
        assertThat(NumberedName.of("f12")).isEqualTo(new NumberedName("f12", 0, null));
        assertThat(NumberedName.of("12")).isEqualTo(new NumberedName("12", 0, null));
        assertThat(NumberedName.of("")).isEqualTo(new NumberedName("", 0, null));
    }

    @Test
    void of_lineZero_isWrong() {
        assertThat(NumberedName.of("f 0").wrongLine()).isEqualTo("0");
    }
}
