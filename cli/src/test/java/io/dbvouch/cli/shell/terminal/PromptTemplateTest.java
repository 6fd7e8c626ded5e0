package io.dbvouch.cli.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTemplateTest {
    private static final PromptTemplate.Values VALUES = new PromptTemplate.Values() {
        @Override
        public @Nullable String value(char c) {
            return switch (c) {
                case '/' -> "db\u001B[2J\n";
                case 'R' -> "=";
                default -> null;
            };
        }

        @Override
        public @Nullable String variable(String name) {
            return name.equals("set") ? "\u001B]0;x\u0007" : null;
        }
    };

    @ParameterizedTest
    @CsvSource(textBlock = """
        plain>,            plain>
        %R%%%R,            =%=
        %[%033[1m%]%R,     '\u001B[1m='
        %q,                q
        %:set:-%:unset:-,  \\x1B]0;x\\x07--
        a%`date`b,         ab
        a%:set,            a\\x1B]0;x\\x07
        %/>,               db\\x1B[2J\\n>
        a%,                a%
        """)
    void expand_templates_areWhatPsqlMakesOfThem(String template, String prompt) {
        assertThat(PromptTemplate.expand(template, VALUES)).isEqualTo(prompt);
    }
}
