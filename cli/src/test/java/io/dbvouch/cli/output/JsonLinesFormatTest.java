package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesFormatTest {
    @Test
    void row_ofEveryType_isTyped() {
        ResultTable table = new ResultTable(
                        Column.number("id"),
                        Column.text("name"),
                        new Column("admin", ColumnType.BOOLEAN),
                        new Column("pay", ColumnType.MONEY))
                .row("1", "Arianna \"A\" \\ é 東 😀", "t", "$1,000.00")
                .row(null, null, "f", null);

        assertThat(Written.by(new JsonLinesFormat(), table)).isEqualTo("""
            {"id":1,"name":"Arianna \\"A\\" \\\\ é 東 😀","admin":true,"pay":"$1,000.00"}
            {"id":null,"name":null,"admin":false,"pay":null}
            """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "7", "-42", "1.50", "0.1", "1e+20", "1E-7", "-1.5e3", "12345678901234567890.123"})
    void number_thatJsonHas_keepsEveryDigit(String number) {
        ResultTable table = new ResultTable(Column.number("n")).row(number);

        assertThat(Written.by(new JsonLinesFormat(), table)).isEqualTo("{\"n\":" + number + "}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "-Infinity", "", "-", "+1", "01", "-01", ".5", "1.", "1e", "1e+", "1 ", "0x1"
            })
    void number_thatJsonHasNot_isString(String number) {
        ResultTable table = new ResultTable(Column.number("n")).row(number);

        assertThat(Written.by(new JsonLinesFormat(), table)).isEqualTo("{\"n\":\"" + number + "\"}\n");
    }

    @Test
    void names_thatRepeat_areNumberedPastTakenOnes() {
        ResultTable table = new ResultTable(
                        Column.number("a"),
                        Column.number("a"),
                        Column.number("a_2"),
                        Column.number("a"),
                        Column.number("a_2"),
                        Column.number(""),
                        Column.number(""))
                .row("1", "2", "3", "4", "5", "6", "7");

        assertThat(Written.by(new JsonLinesFormat(), table))
                .isEqualTo("{\"a\":1,\"a_3\":2,\"a_2\":3,\"a_4\":4,\"a_2_2\":5,\"\":6,\"_2\":7}\n");
    }

    @ParameterizedTest
    @CsvSource({"27,1b", "155,9b", "127,7f", "8238,202e", "8297,2069", "7,07", "133,85"})
    void character_thatTerminalObeys_isEscaped(int character, String hex) {
        ResultTable table = new ResultTable(Column.text("t")).row("a" + (char) character + "b");

        assertThat(Written.by(new JsonLinesFormat(), table))
                .isEqualTo("{\"t\":\"a\\u" + "0".repeat(4 - hex.length()) + hex + "b\"}\n");
    }

    @Test
    void surrogate_withoutItsHalf_isEscaped() {
        ResultTable table = new ResultTable(Column.text("t")).row("\uD83D-\uDE00\uD83D");

        assertThat(Written.by(new JsonLinesFormat(), table)).isEqualTo("{\"t\":\"\\ud83d-\\ude00\\ud83d\"}\n");
    }

    @Test
    void rows_withoutColumns_areEmptyObjects() {
        assertThat(Written.by(
                        new JsonLinesFormat(), new ResultTable(List.of()).row().row()))
                .isEqualTo("{}\n{}\n");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lines_ofAnyResult_holdEveryValue(PsqlCase psqlCase) {
        List<JsonElement> rows = psqlCase.json().getAsJsonArray("rows").asList();
        List<String> lines =
                Written.by(new JsonLinesFormat(), psqlCase.table()).lines().toList();

        assertThat(lines).hasSameSizeAs(rows);
        for (int i = 0; i < lines.size(); i++) {
            JsonObject object = JsonParser.parseString(lines.get(i)).getAsJsonObject();
            List<JsonElement> values = rows.get(i).getAsJsonArray().asList();
            List<JsonElement> written = List.copyOf(object.asMap().values());
            assertThat(written).hasSameSizeAs(values);
            for (int column = 0; column < values.size(); column++) {
                assertThat(text(written.get(column))).isEqualTo(text(values.get(column)));
            }
        }
    }

    static List<PsqlCase> cases() {
        return PsqlCase.results();
    }

    private static String text(JsonElement value) {
        if (value.isJsonNull()) {
            return "null";
        }
        return value.getAsJsonPrimitive().isBoolean() ? value.getAsString().substring(0, 1) : value.getAsString();
    }
}
