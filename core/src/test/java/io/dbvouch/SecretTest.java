package io.dbvouch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
    private record Holder(String name, Secret secret) {}

    @Test
    void reveal_isWhatWasGiven() {
        assertThat(Secret.of("hunter2").reveal()).isEqualTo("hunter2");
    }

    @Test
    void toString_inWhateverHoldsIt_showsNothing() {
        Secret secret = Secret.of("hunter2");

        assertThat(List.of(
                        secret.toString(),
                        "a " + secret,
                        "%s".formatted(secret),
                        new Holder("x", secret).toString(),
                        Optional.of(secret).toString(),
                        Map.of("k", secret).toString(),
                        new IllegalStateException(secret.toString()).toString()))
                .allSatisfy(text -> assertThat(text).contains("[secret]").doesNotContain("hunter2"));
    }

    @Test
    void equals_goesByTheValue() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
    }
}
