package io.dbvouch.cli.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretLinesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter role ari password 'x'",
                "CREATE USER ari WITH ENCRYPTED PASSWORD E'x'",
                "create user mapping for ari server s options (user 'a', password 'b')",
                "create subscription s connection 'host=h PassWord=x' publication p",
                "\\password ari",
                "\\set pw hunter2",
                "\\set my_api_key 1",
                "select dblink_connect('postgresql://ari:hunter2@host/db')",
                "select 'https://user:p%40ss@host/'",
                "select pgp_sym_encrypt('a', 'b')",
                "select crypt('a', gen_salt('bf'))",
                "select 'X-Amz-Signature=00ff'",
                "insert into t values ('AKIAIOSFODNN7EXAMPLE')",
                "select 'eyJhbGciOiJIUzI1NiJ9.e30.x'",
                "set app.token = 'x'",
                "select set_config('app.token', 'x', false)",
                "insert into k values ('-----BEGIN PRIVATE KEY-----')",
                "create\nrole a\npassword\n'x'",
            })
    void mayHoldASecret_passwordKeyOrToken_yes(String text) {
        assertThat(SecretLines.mayHoldASecret(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select 'http://host:5432/path'",
                "select now()::date",
                "\\d pg_catalog.pg_class",
                "select token, kind from tokens where id = 1",
                "\\set name value",
                "",
            })
    void mayHoldASecret_anythingElse_no(String text) {
        assertThat(SecretLines.mayHoldASecret(text)).isFalse();
    }
}
