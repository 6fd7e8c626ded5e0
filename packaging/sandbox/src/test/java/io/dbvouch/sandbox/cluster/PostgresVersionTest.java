package io.dbvouch.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresVersionTest {
    @ParameterizedTest
    @CsvSource({
        "initdb (PostgreSQL) 18.6, 18.6, 18",
        "initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1), 15.18, 15",
        "postgres (PostgreSQL) 19beta1, 19beta1, 19",
        "initdb (PostgreSQL) 20devel, 20devel, 20"
    })
    void parse_whatProgramsPrint_isItsNumber(String printed, String number, int major) throws IOException {
        assertThat(PostgresVersion.parse(printed + "\n")).isEqualTo(new PostgresVersion(number, major));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "initdb: error", "initdb (Other) 15.1", "initdb (PostgreSQL) x"})
    void parse_anythingElse_isRefused(String printed) {
        assertThatThrownBy(() -> PostgresVersion.parse(printed))
                .isInstanceOf(IOException.class)
                .hasMessage("this is no version of PostgreSQL: " + printed);
    }

    @Test
    void parse_versionWithoutWhatRdsHas_isRefused() {
        assertThatThrownBy(() -> PostgresVersion.parse("initdb (PostgreSQL) 14.12\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("PostgreSQL 14.12 is too old: the sandbox runs version 15 and newer");
    }
}
