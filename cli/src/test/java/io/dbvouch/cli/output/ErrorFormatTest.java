package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.output.ErrorFormat.ContextVisibility;
import io.dbvouch.cli.output.ErrorFormat.Verbosity;
import io.dbvouch.cli.output.ServerMessage.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What psql leaves open or does unsafely; the rest is in {@link PsqlMessageTest}. */
class ErrorFormatTest {
    @Test
    void unsafeCharacter_anywhere_isShown() {
        ServerMessage message = new ServerMessage("ERROR\u001B", "42\u009B01", "bad\u001B[2J\nnext")
                .with(Field.DETAIL, "a\u202Eb\tc")
                .with(Field.HINT, "\u0007")
                .with(Field.WHERE, "w\r")
                .with(Field.TABLE, "t\u2066")
                .with(Field.FILE, "f\u001B")
                .with(Field.LINE, "1\u001B")
                .with(Field.ROUTINE, "r\u001B");

        assertThat(new ErrorFormat(Verbosity.VERBOSE, ContextVisibility.ALWAYS).error(message, null))
                .isEqualTo("""
                    ERROR\\x1B:  42\\u009B01: bad\\x1B[2J
                    next
                    DETAIL:  a\\u202Eb\tc
                    HINT:  \\x07
                    CONTEXT:  w\\r
                    TABLE NAME:  t\\u2066
                    LOCATION:  r\\x1B, f\\x1B:1\\x1B
                    """);
    }

    @Test
    void caret_behindEscapedCharacters_standsBelowItsPlace() {
        ServerMessage message = new ServerMessage("ERROR", "42601", "syntax error").with(Field.POSITION, "7");

        assertThat(ErrorFormat.DEFAULT.error(message, "a\u001B\u202Eb c d")).isEqualTo("""
            ERROR:  syntax error
            LINE 1: a\\x1B\\u202Eb c d
                                  ^
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10", "2147483648", "x", ""})
    void position_outsideTheStatement_pointsNowhere(String position) {
        ServerMessage message = new ServerMessage("ERROR", "42601", "syntax error").with(Field.POSITION, position);

        assertThat(ErrorFormat.DEFAULT.error(message, "select 1")).isEqualTo("ERROR:  syntax error\n");
    }

    @Test
    void position_withoutStatement_isNamed() {
        ServerMessage message = new ServerMessage("ERROR", "42601", "syntax error").with(Field.POSITION, "3");

        assertThat(ErrorFormat.DEFAULT.error(message, null)).isEqualTo("ERROR:  syntax error at character 3\n");
    }

    @Test
    void sqlState_thatIsUnknown_leavesTheTerseMessage() {
        ServerMessage message = new ServerMessage("FATAL", null, "too many connections").with(Field.HINT, "Wait.");

        assertThat(new ErrorFormat(Verbosity.SQLSTATE, ContextVisibility.ERRORS).error(message, null))
                .isEqualTo("FATAL:  too many connections\n");
    }

    @Test
    void field_withoutValue_isNotThere() {
        ServerMessage message = new ServerMessage("ERROR", "42601", "m");

        assertThat(message.with(Field.HINT, null)).isEqualTo(message);
    }
}
