package io.dbvouch.cli.output;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.output.ErrorFormat.ContextVisibility;
import io.dbvouch.cli.output.ErrorFormat.Verbosity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message at every verbosity must look as psql shows it. */
class PsqlMessageTest {
    private static final Map<String, ErrorFormat> FORMATS = Map.of(
            "default", ErrorFormat.DEFAULT,
            "verbose", new ErrorFormat(Verbosity.VERBOSE, ContextVisibility.ERRORS),
            "terse", new ErrorFormat(Verbosity.TERSE, ContextVisibility.ERRORS),
            "sqlstate", new ErrorFormat(Verbosity.SQLSTATE, ContextVisibility.ERRORS),
            "context-always", new ErrorFormat(Verbosity.DEFAULT, ContextVisibility.ALWAYS),
            "context-never", new ErrorFormat(Verbosity.DEFAULT, ContextVisibility.NEVER));

    static Stream<Arguments> casesAndVariants() {
        List<PsqlCase> cases = PsqlCase.messages();
        return cases.stream()
                .flatMap(
                        psqlCase -> FORMATS.keySet().stream().sorted().map(variant -> Arguments.of(psqlCase, variant)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesAndVariants")
    void message_atAnyVerbosity_isThatOfPsql(PsqlCase psqlCase, String variant) {
        ErrorFormat format = requireNonNull(FORMATS.get(variant), variant);
        ServerMessage message = psqlCase.message();

        String text =
                psqlCase.isError() ? format.error(message, psqlCase.sql()) : format.notice(message, psqlCase.sql());

        assertThat(text).isEqualTo(psqlCase.output(variant));
    }
}
