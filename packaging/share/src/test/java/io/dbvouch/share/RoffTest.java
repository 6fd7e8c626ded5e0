package io.dbvouch.share;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoffTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\u0000',
            value = {
                "-c -c \\-c",
                "a\\b a\\eb a\\eb",
                "it's it's it\\(aqs",
                "`id` \\(gaid\\(ga \\(gaid\\(ga",
                "~/.aws \\(ti/.aws \\(ti/.aws",
                "^a \\(haa \\(haa",
                "\"a\" \\(dqa\\(dq \\(dqa\\(dq",
                "… \\[u2026] \\[u2026]",
                "𝄞 \\[u1D11E] \\[u1D11E]"
            })
    void character_withAMeaningToRoff_isEscaped(String text, String prose, String literal) {
        assertThat(Roff.prose(text)).isEqualTo(prose);
        assertThat(Roff.literal(text)).isEqualTo(literal);
    }

    @Test
    void line_thatBeginsLikeARequest_isGuarded() {
        Roff roff = new Roff("x", 1, "2026-11-22", "x 1");
        roff.section("A").paragraph(".TH is text").paragraph("'so is this").example(".aws/config\n'x'");

        assertThat(roff.toString()).endsWith("""
            .SH A
            \\&.TH is text
            .PP
            \\&'so is this
            .PP
            .RS 4
            .EX
            \\&.aws/config
            \\(aqx\\(aq
            .EE
            .RE
            """);
    }

    @Test
    void heading_withAQuote_staysOneHeading() {
        assertThat(new Roff("a \"b\"", 1, "2026-11-22", "x 1").toString())
                .contains(".TH \"a \\(dqb\\(dq\" 1 \"2026-11-22\" \"x 1\" \"dbvouch\"\n");
    }
}
