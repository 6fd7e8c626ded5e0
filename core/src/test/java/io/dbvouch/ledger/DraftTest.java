package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"a\":1}",
                "{ \"a\" : [ ] , \"b\" : { } }",
                "{\"a\":[1,-0,0.5,1e3,1E-3,-12.25e+2]}",
                "{\"a\":[true,false,null,\"\",{\"a\":{\"a\":[[]]}}]}",
                "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"}",
                "{\"a\":\"é 😀 \u2028\"}",
                "{\"V\":1,\"a\":{\"id\":1,\"v\":2,\"time\":3,\"event\":4}}",
                "{\"\":1}",
            })
    void draft_oneJsonObject_isTaken(String members) {
        assertThat(new Draft("session.opened", members).membersJson()).isEqualTo(members);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "{",
                "}",
                "{}{}",
                "{},",
                "{} x",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":[}",
                "{\"a\":\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u123\"}",
                "{\"a\":\"\\u\u0661234\"}",
                "{\"a\":\"\\",
                "{\"a\":1}\n",
                "{\n\"a\":1}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\u007f\"}",
                "{\"a\":\"\u0085\"}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"v\":2}",
                "{\"id\":2}",
                "{\"a\":1,\"time\":2}",
                "{\"event\":2}",
                "{\"\\u0069d\":2}",
                "{\"a\":1}//",
                "\ufeff{}",
                "{\u00a0}",
            })
    void draft_notOneJsonObjectOfItsOwn_isRefused(String members) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Draft("session.opened", members));
    }

    @Test
    void draft_halfASurrogatePair_isRefused() {
        // Not parameters: they have no UTF-8 form, which test reports need.
        assertThatIllegalArgumentException().isThrownBy(() -> new Draft("a", "{\"a\":\"\ud83d\"}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Draft("a", "{\"a\":\"\ude00\"}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Draft("a", "{\"a\":\"\ud83d"));
    }

    @Test
    void draft_deepNesting_isRefusedBeforeTheStackEnds() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Draft("a", deep))
                .withMessageContaining("at most 64 levels");
        assertThat(new Draft("a", "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}").event())
                .isEqualTo("a");
    }

    @Test
    void draft_wrongJson_messageSaysWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Draft("a", "{\"a\":1,}"))
                .withMessage("not a JSON object on one line: expected '\"' at character 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Session",
                "a b",
                "a\"",
                "a\n",
                "é",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void draft_notAnEventName_isRefused(String event) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Draft(event, "{}"));
    }
}
