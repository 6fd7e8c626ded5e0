package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyValueTableTest {
    private static final KeyValueTable TABLE = new KeyValueTable()
            .add("person", "arianna")
            .add("role_arn", "arn:aws:sts::123456789012:assumed-role/dba/arianna")
            .add("a_very_long_name_without_value", null)
            .add("expires_in", 3600)
            .add("name_matched", false)
            .add("note", "first\n\u001B[31msecond\n")
            .add("empty", "");

    @Test
    void text_hasAlignedSafeValues() {
        assertThat(Written.by(TABLE::writeText)).isEqualTo("""
            person        arianna
            role arn      arn:aws:sts::123456789012:assumed-role/dba/arianna
            expires in    3600
            name matched  no
            note          first
                          \\x1B[31msecond

            empty
            """);
    }

    @Test
    void json_isOneTypedObject() {
        assertThat(Written.by(TABLE::writeJson)).isEqualTo("""
            {"person":"arianna","role_arn":"arn:aws:sts::123456789012:assumed-role/dba/arianna",\
            "a_very_long_name_without_value":null,"expires_in":3600,"name_matched":false,\
            "note":"first\\n\\u001b[31msecond\\n","empty":""}
            """);
    }
}
