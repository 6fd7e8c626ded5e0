package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleFileTest {
    @Test
    void people_areReadToTheLetter() {
        assertThat(PeopleFile.parse("\ufeffname,user\r\n\"O'Neil, A.\",\"a\"\"b\"\r\n,Paola@x\n\n,\n", "f"))
                .containsExactly("a\"b", "Paola@x");
        assertThat(PeopleFile.parse("user\npaola", "f")).containsExactly("paola");
        assertThat(PeopleFile.parse("name,user\n\"two\nlines\",\"Zoë; ß\"", "f"))
                .containsExactly("Zoë; ß");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user;mail\r\n\"a\";\"x,y\"\r\nb;\r\n",
                "mail\tUSER\n\ta\n\tb\n",
                "sep=;\r\nUser;mail\r\na;\r\nb;\r\n;\r\n",
                "sep=|\nname|user\n|a\n|b\n"
            })
    void whateverSeparatesColumns_isFound(String text) {
        assertThat(PeopleFile.parse(text, "f")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                        | ' has no column "user" in its first line: it is empty'
        name;mail\\na;b            | ' has no column "user" in its first line: it has "name", "mail"'
        user\\n                    | ' names nobody'
        user\\na\\nb\\na            | ', line 4: "a" is in line 2, too'
        user\\nAnna\\nanna         | ', line 3: "anna" is "Anna" of line 2 in other letters, upper and lower case, which no identity provider takes for two people'
        name,user\\na,             | ', line 2: names nobody'
        name,user\\na              | ', line 2: names nobody'
        user\\n"a                  | ', line 2: quotes that are not closed'
        user\\n"a"b                | ', line 2: quotes are around a whole value, and doubled inside it'
        user\\na"b                 | ', line 2: quotes are around a whole value, and doubled inside it'
        user\\ra\\r                | ', line 1: a carriage return alone ends no line'
        user\\na\\nb\\rc           | ', line 3: a carriage return alone ends no line'
        user\\na\\nb .             | ', line 3: "b " is no person''s name: it begins or ends with a blank'
        user\\n"a\\nb"\\nc          | ', line 2: "a?b" is no person''s name: it holds U+000A, which is not to be seen'
        user,user\\na,b            | ', line 1: there is more than one column "user"'
        """)
    void whatIsNoList_isRefusedByItsLine(String text, String why) {
        String file = text.replace("\\n", "\n").replace("\\r", "\r").replace(" .", " ");

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> PeopleFile.parse(file, "people.csv"))
                .satisfies(e -> assertThat(e.getMessage().replace('\n', '?')).isEqualTo("people.csv" + why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202e", "\u200b", "\u001b", "\u2028", "\ue000", "\u0000", "\ufffe"})
    void whatIsNotToBeSeen_isInNobodysName(String hidden) {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> PeopleFile.parse("user\na" + hidden + "b\n", "people.csv"))
                .withMessageContaining("line 2")
                .withMessageContaining("U+%04X", (int) hidden.charAt(0));
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1,'people.csv, line 3: is not UTF-8'", "UTF-16,'people.csv, line 1: is UTF-16, and not UTF-8'"
    })
    void otherEncodings_areNamed(String encoding, String message) {
        byte[] bytes = "user\nanna\nZo\u00eb\n".getBytes(Charset.forName(encoding));

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> CsvText.of(bytes, "people.csv"))
                .withMessage(message);
    }

    @Test
    void fileThatIsNotThere_isRefused() {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> PeopleFile.read(Path.of("nowhere.csv")))
                .withMessage("cannot read nowhere.csv: there is no such file");
    }
}
