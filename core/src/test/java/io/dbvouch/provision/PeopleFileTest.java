package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleFileTest {
    @Test
    void people_areReadToTheLetter() {
        assertThat(PeopleFile.parse("\ufeffname,user\r\n\"O'Neil, A.\",\"a\"\"b\"\r\n,Paola@x \n\n", "f"))
                .containsExactly("a\"b", "Paola@x ");
        assertThat(PeopleFile.parse("user\npaola", "f")).containsExactly("paola");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "name\npaola\n", "user\n", "user\na\na\n", "name,user\na,\n", "name,user\na\n", "user\n\"a\n"
            })
    void whatIsNoList_isRefused(String text) {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> PeopleFile.parse(text, "people.csv"))
                .withMessageStartingWith("people.csv ");
    }

    @Test
    void fileThatIsNotThere_isRefused() {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> PeopleFile.read(Path.of("nowhere.csv")));
    }
}
