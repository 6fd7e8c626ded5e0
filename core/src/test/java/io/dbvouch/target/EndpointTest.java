package io.dbvouch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "db.example.com, 5432, db.example.com:5432",
        "DB.example.com., 1, DB.example.com.:1",
        "localhost, 65535, localhost:65535",
        "under_score, 5432, under_score:5432",
        "127.0.0.1, 5432, 127.0.0.1:5432",
        "::1, 5432, [::1]:5432",
        "2001:db8::1, 5433, [2001:db8::1]:5433",
        "fe80::1%eth0, 5432, [fe80::1%eth0]:5432",
        "::ffff:10.0.0.1, 5432, [::ffff:10.0.0.1]:5432",
    })
    void toString_hostAndPort_isAsInAUrl(String host, int port, String text) {
        assertThat(new Endpoint(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                ".a",
                "a..b",
                "-a",
                "a b",
                "a,b",
                "a/b",
                "a?b",
                "a@b",
                "a#b",
                "[::1]",
                "a:5432",
                ":",
                "::1%",
                "::1%/",
                "1.2.3.4%eth0",
                "a%41",
                "é",
                "a\nb",
                "a\0b",
                "ａ",
            })
    void host_thatCannotBe_isRefused(String host) {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> new Endpoint(host, 5432))
                .withMessage("\"" + host + "\" is no host name");
    }

    @Test
    void host_labelOf64_isRefused() {
        assertThat(new Endpoint("a".repeat(63), 1).host()).hasSize(63);
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> new Endpoint("a".repeat(64), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void port_outOfRange_isRefused(int port) {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> new Endpoint("a", port))
                .withMessage("port " + port + " is not between 1 and 65535");
    }
}
