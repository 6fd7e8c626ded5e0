package io.dbvouch.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SqlTest {
    @Test
    void identifier_withQuotes_doublesThem() {
        assertThat(Sql.identifier("Say \"hi\" \\ it's")).isEqualTo("\"Say \"\"hi\"\" \\ it's\"");
    }

    @Test
    void literal_withQuotes_doublesThem() {
        assertThat(Sql.literal("it's \"here\" \\")).isEqualTo("'it''s \"here\" \\'");
    }

    @Test
    void text_withAZero_isRefused() {
        assertThatThrownBy(() -> Sql.identifier("a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sql.literal("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }
}
