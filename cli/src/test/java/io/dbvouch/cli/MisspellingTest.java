package io.dbvouch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingTest {
    private static final List<String> OPTIONS = List.of(
            "-s",
            "-w",
            "--csv",
            "--host",
            "--hostaddr",
            "--no-align",
            "--no-psqlrc",
            "--sslmode",
            "--sslrootcert",
            "--tuples-only",
            "--verbose");

    @ParameterizedTest
    @CsvSource({
        "--sslmod, --sslmode",
        "--ssl-mode=verify-ca, --sslmode",
        "--tupels-only, --tuples-only",
        "--tuples, --tuples-only",
        "--hosts, --host",
        "--hostadr, --hostaddr",
        "--verbos, --verbose",
        "--verb, --verbose",
        "--ssl, --sslmode",
    })
    void of_aTypo_findsTheNearest(String typed, String meant) {
        assertThat(Misspelling.of(typed, OPTIONS)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-x", "-S", "--", "--x", "--n", "--nosuch", "--version", "--list", "--log-file", "-sslmode"})
    void of_whatIsNearToNothing_findsNothing(String typed) {
        assertThat(Misspelling.of(typed, OPTIONS)).isEmpty();
    }
}
