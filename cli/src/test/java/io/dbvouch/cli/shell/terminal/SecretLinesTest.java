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
                "\\setenv GITLAB_TOKEN abc",
                "\\setenv AWS_SESSION_KEY abc",
                "\\set gh_tok 'abc'",
                "\\! curl -u me:pw https://x",
                "\\! curl --user=me:pw https://x",
                "\\setenv X hvs.CAESIJ0123456789",
                "select 'xoxb-1234'",
                "select 'glpat-0123456789abcdefghij'",
                "select 'AIzaSyA0123456789abcdefghijklmnopqrstuv'",
                "select 'sk_live_0123'",
                "select dblink_connect('host=a user=b pass=x')",
                "select http_header('Authorization', 'x')",
                "select 'Authorization: Basic YXJpOmh1bnRlcjI='",
                "set my.auth_token to 'x'",
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
                "set session authorization ari",
                "select passing, bypass from exams where pass",
                "\\! sudo -u postgres ls",
                "select u from basic where kind = 'basic'",
                "",
            })
    void mayHoldASecret_anythingElse_no(String text) {
        assertThat(SecretLines.mayHoldASecret(text)).isFalse();
    }
}
