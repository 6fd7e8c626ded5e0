package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dbvouch.AccessException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\0b",
                "\ud800",
                "pg_x",
                "rds_iam",
                "rdsadmin",
                "rds_",
                "public",
                "none",
                "dbvouch_ro_x",
                "dbvouch_rw_"
            })
    void userName_thatCannotBe_isRefused(String name) {
        assertThatExceptionOfType(AccessException.BadConfiguration.class).isThrownBy(() -> new UserName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paola", "Paola", "o'neil", "\"; drop role x; --", "paola@example.com", "select", "PG_x", "Public",
                        "user",
                "current_user", "dbvouch", "père", "😀", "a\\b", " ", "a\nb", "rd", "rdsx"
            })
    void userName_odd_isTaken(String name) {
        assertThatNoException().isThrownBy(() -> new UserName(name));
    }

    @Test
    void userName_isCountedInBytes() {
        assertThat(new UserName("é".repeat(31) + "x").value()).hasSize(32);
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> new UserName("é".repeat(32)))
                .withMessageContaining("has 64 bytes");
    }

    @Test
    void literal_holdsWhateverTheServerThinksOfBackslashes() {
        assertThat(Sql.literal("it's")).isEqualTo("'it''s'");
        assertThat(Sql.literal("a\\'b")).isEqualTo(" E'a\\\\''b'");
        assertThat(Sql.identifier("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    @Test
    void groupName_isPredictable_fitsAndTellsPairsApart() {
        assertThat(new GroupRole(Reach.READ_ONLY, "company", "public").name()).isEqualTo("dbvouch_ro_company.public");
        String first = new GroupRole(Reach.READ_WRITE, "a.b", "c").name();
        String second = new GroupRole(Reach.READ_WRITE, "a", "b.c").name();
        assertThat(first).startsWith("dbvouch_rw_a.b.c~").hasSize(29).isNotEqualTo(second);
        String wide = new GroupRole(Reach.READ_ONLY, "é".repeat(31), "😀".repeat(15)).name();
        assertThat(wide.getBytes(StandardCharsets.UTF_8).length).isBetween(60, 63);
        assertThat(new String(wide.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(wide);
    }

    @Test
    void schema_ofPostgres_isRefused() {
        for (String schema : List.of("pg_catalog", "information_schema", "", "x".repeat(64))) {
            assertThatExceptionOfType(AccessException.BadConfiguration.class)
                    .isThrownBy(() -> new GroupRole(Reach.READ_ONLY, "company", schema));
        }
    }
}
