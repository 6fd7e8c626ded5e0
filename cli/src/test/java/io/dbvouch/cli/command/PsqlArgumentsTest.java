package io.dbvouch.cli.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.AccessException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PsqlArgumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-h|evil",
                "-hevil",
                "-Ath|evil",
                "-p|1",
                "-p1",
                "-U|paola",
                "-XUpaola",
                "--host=evil",
                "--host|evil",
                "--ho=evil",
                "--port=1",
                "--po|1",
                "--username=paola",
                "--u|paola",
                "host=evil",
                "postgresql://evil/db",
                "postgres://evil/db",
                "-d|host=evil",
                "-dservice=evil",
                "--dbname=postgresql://evil/",
                "--db|sslmode=disable",
                "-c|select 1|sslmode=disable",
                "other|paola",
                "--|host=evil",
            })
    void check_argumentThatLeadsElsewhere_isRefused(String arguments) {
        assertThatThrownBy(() -> PsqlArguments.check(List.of(arguments.split("\\|"))))
                .isInstanceOf(AccessException.Denied.class)
                .hasMessageContaining("it leads past the target");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c|select 'host=evil'",
                "-cselect '-h'",
                "-Atc|select 1",
                "-f|-h",
                "-v|host=evil",
                "--set=host=evil",
                "--variable|port=1",
                "--command|postgresql://x",
                "-F|=",
                "-P|pager=off",
                "other",
                "-d|other",
                "-X|-q|-1",
                "--help",
                "-?",
                "-",
            })
    void check_otherArguments_areLetThrough(String arguments) {
        assertThatCode(() -> PsqlArguments.check(List.of(arguments.split("\\|"))))
                .doesNotThrowAnyException();
    }
}
