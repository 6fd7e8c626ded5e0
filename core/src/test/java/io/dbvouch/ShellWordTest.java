package io.dbvouch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "plain, plain",
                "/a/b-c_d.e@f%g+h=i:j, /a/b-c_d.e@f%g+h=i:j",
                "two words, 'two words'",
                "it's, 'it'\\''s'",
                "$(id), '$(id)'",
                "~, '~'",
                "||, ''",
            })
    void of_text_isOneWord(String text, String word) {
        assertThat(ShellWord.of(text)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a'b", "''", "$HOME", "`id`", "a\nb", "*", "a;b", "#c", "\\", "é", "-n", "!!"})
    void of_text_isReadBackByTheShell(String text) throws IOException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", "printf %s " + ShellWord.of(text) + "; printf .").start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(text + ".");
    }
}
