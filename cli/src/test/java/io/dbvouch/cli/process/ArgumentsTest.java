package io.dbvouch.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void split_argumentsWithEmptyAndWide_areAsTyped() {
        assertThat(Arguments.split("java\0select 'é'\0\0日本\0".getBytes(UTF_8)))
                .containsExactly("java", "select 'é'", "", "日本");
    }

    @Test
    void split_bytesThatAreNotUtf8_areKept() {
        assertThat(Arguments.split(new byte[] {'a', (byte) 0xe9, 0, 'b', 0})).containsExactly("a\uDCE9", "b");
    }

    @Test
    void asTyped_ascii_isGivenBack() {
        String[] arguments = {"connect", "prod"};
        assertThat(Arguments.asTyped(arguments)).isSameAs(arguments);
    }
}
