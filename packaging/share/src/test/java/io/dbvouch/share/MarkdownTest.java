package io.dbvouch.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void page_ofEveryKindOfBlock_isWrittenInRoff() {
        assertThat(roff("""
            Text that goes
            on, with `-c`, *TARGET*, **all** and [a link](#there).

            ## HEADING

            - one
            - two,
              longer

            | a | b |
            |---|---|
            | `--x` | first (see [below](#x)) |

            | key | value | meaning |
            |---|---|---|
            | `port` | number | with `host` |

            ```
            a -b

            c
            ```
            """)).isEqualTo("""
                .PP
                Text that goes on, with \\fB\\%\\-c\\fR, \\fI\\%TARGET\\fR, \\fB\\%all\\fR and a link.
                .SH HEADING
                .IP \\(bu 2
                one
                .IP \\(bu 2
                two, longer
                .TP
                \\fB\\%\\-\\-x\\fR
                first
                .TP
                \\fB\\%port\\fR
                with \\fB\\%host\\fR (number)
                .PP
                .RS 4
                .EX
                a \\-b

                c
                .EE
                .RE
                """);
    }

    @Test
    void code_thatDoesNotEnd_isRefused() {
        assertThatThrownBy(() -> roff("```\na\n")).hasMessageContaining("does not end");
    }

    @Test
    void table_ofOneColumn_isRefused() {
        assertThatThrownBy(() -> roff("| a |\n|---|\n| b |\n")).hasMessageContaining("two or three cells");
    }

    @Test
    void table_withoutRule_isRefused() {
        assertThatThrownBy(() -> roff("| a | b |\n| c | d |\n| e | f |\n")).hasMessageContaining("no table");
    }

    private static String roff(String markdown) {
        Roff roff = new Roff("x", 1, "2026-11-22", "x 1");
        String before = roff.toString();
        Markdown.write(markdown, roff);
        return roff.toString().substring(before.length());
    }
}
