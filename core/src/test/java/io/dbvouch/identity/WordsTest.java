package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small formatters. */
class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT-1S, just now",
        "PT0.9S, just now",
        "PT1S, 1 s ago",
        "PT59S, 59 s ago",
        "PT1M, 1 min ago",
        "PT59M59S, 59 min ago",
        "PT1H, 1 h ago",
        "PT47H59M, 47 h ago",
        "PT48H, 2 days ago",
        "P365D, 365 days ago"
    })
    void ago_isInTheLargestUnit(Duration duration, String words) {
        assertThat(Ago.of(duration)).isEqualTo(words);
    }

    @Test
    void printable_whatATerminalObeys_isReplaced() {
        assertThat(Printable.of("a\u001b[31m\r\nb\u0000\u009b\u202e\u2028\ud800c é 🐘"))
                .isEqualTo("a\ufffd[31m\ufffd\ufffdb\ufffd\ufffd\ufffd\ufffd\ufffdc é 🐘");
    }

    @Test
    void printable_longText_isCut() {
        assertThat(Printable.of("🐘".repeat(300))).isEqualTo("🐘".repeat(300));
        assertThat(Printable.of("🐘".repeat(301))).isEqualTo("🐘".repeat(300) + "…");
    }

    @Test
    void challenge_ofRfc7636AppendixB_isTheOneThere() {
        assertThat(Pkce.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void random_is256BitsAndNeverTheSame() {
        assertThat(Pkce.random()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(Pkce.random());
    }
}
