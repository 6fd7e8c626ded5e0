package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalAbilitiesTest {
    @ParameterizedTest
    @CsvSource({"xterm-256color,true,true", "dumb,true,false", "'',true,false", "xterm,false,false"})
    void redraws_byTypeAndStream(String type, boolean terminal, boolean redraws) {
        assertThat(TerminalAbilities.of(Map.of("TERM", type), terminal).redraws())
                .isEqualTo(redraws);
    }

    @Test
    void redraws_withoutType_isFalse() {
        assertThat(TerminalAbilities.of(Map.of(), true).redraws()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "C.UTF-8,'','',true",
        "C,C.UTF-8,C.UTF-8,false",
        "'',en_GB.utf8,C,true",
        "'',C,en_GB.utf8,false",
        "'','',en_GB.UTF-8,true",
        "'','',de_DE@euro,false",
        "'','','',false"
    })
    void unicode_isTheFirstThatIsSet(String all, String ctype, String lang, boolean unicode) {
        Map<String, String> environment = Map.of("LC_ALL", all, "LC_CTYPE", ctype, "LANG", lang);

        assertThat(TerminalAbilities.of(environment, true).unicode()).isEqualTo(unicode);
    }
}
