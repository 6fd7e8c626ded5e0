package io.dbvouch.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTest {
    private static final String SIXTY_THREE = "123456789-123456789-123456789-123456789-123456789-123456789-123";

    @ParameterizedTest
    @ValueSource(strings = {"Arianna.O'Neil@example.com", SIXTY_THREE, "Public", "approver", "\u00e9"})
    void dba_nameThatFits_hasADatabaseUser(String name) {
        assertThat(Person.dba(name)).isEqualTo(new Person(name, "dba", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SIXTY_THREE + "4",
                "123456789-123456789-123456789-123456789-123456789-123456789-12\u00e9",
                "pg_me",
                "public",
                "postgres",
                "rds_iam"
            })
    void dba_nameThatDoesNotFit_hasNone(String name) {
        assertThat(Person.dba(name).databaseUser()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u0000"})
    void dba_noName_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Person.dba(name));
    }
}
