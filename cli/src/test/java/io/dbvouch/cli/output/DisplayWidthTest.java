package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Characters at and beside the ends of ranges of Unicode 16.0's EastAsianWidth.txt and DerivedGeneralCategory.txt. */
class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({
        "20,1",
        "7E,1",
        "A0,1",
        "AD,0",
        "E9,1",
        "2FF,1",
        "300,0",
        "36F,0",
        "370,1",
        "5D0,1",
        "5B8,0",
        "600,0",
        "10FF,1",
        "1100,2",
        "115F,2",
        "1160,1",
        "11FF,1",
        "200B,0",
        "200D,0",
        "200E,0",
        "2010,1",
        "20DD,0",
        "231A,2",
        "231C,1",
        "2328,1",
        "2329,2",
        "232A,2",
        "232B,1",
        "2614,2",
        "2616,1",
        "2764,1",
        "2E7F,1",
        "2E80,2",
        "3000,2",
        "302A,0",
        "303E,2",
        "303F,1",
        "3041,2",
        "3099,0",
        "3248,1",
        "324F,1",
        "3250,2",
        "4DC0,2",
        "4E00,2",
        "9FFF,2",
        "A48C,2",
        "A4D0,1",
        "A95F,1",
        "A960,2",
        "AC00,2",
        "D7A3,2",
        "D7B0,1",
        "F900,2",
        "FB00,1",
        "FE0F,0",
        "FE10,2",
        "FE30,2",
        "FEFF,0",
        "FF01,2",
        "FF60,2",
        "FF61,1",
        "FFE6,2",
        "FFE8,1",
        "FFFD,1",
        "16FE0,2",
        "16FE4,0",
        "17000,2",
        "1B2FB,2",
        "1B300,1",
        "1F004,2",
        "1F005,1",
        "1F0CF,2",
        "1F1E6,1",
        "1F1FF,1",
        "1F200,2",
        "1F300,2",
        "1F321,1",
        "1F3FB,2",
        "1F600,2",
        "1F680,2",
        "1F6C6,1",
        "1FAE9,2",
        "1FB00,1",
        "20000,2",
        "2FFFD,2",
        "30000,2",
        "E0001,0",
        "E0100,0",
        "10FFFD,1"
    })
    void character_atTheEndOfRange_hasItsWidth(String codePoint, int width) {
        assertThat(DisplayWidth.of(Integer.parseInt(codePoint, 16))).isEqualTo(width);
    }

    @Test
    void line_isAsWideAsItsCharacters() {
        assertThat(DisplayWidth.of("ae\u0301東👍🏽")).isEqualTo(8);
        assertThat(DisplayWidth.of("")).isZero();
    }
}
