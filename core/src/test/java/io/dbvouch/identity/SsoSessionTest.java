package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.AccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsoSessionTest {
    private static final String START_URL = "https://d-1234567890.awsapps.com/start";

    @Test
    void named_scopes_areSplitAtCommasInTheirOrder() {
        assertThat(SsoSession.named("corp", START_URL, "eu-west-1", " b:c ,, a:b,")
                        .scopes())
                .containsExactly("b:c", "a:b");
        assertThat(SsoSession.named("corp", START_URL, "eu-west-1", "").scopes())
                .isEmpty();
        assertThat(SsoSession.named("corp", START_URL, "eu-west-1", null).scopes())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://d-1234567890.awsapps.com/start/",
                "https://my-company.awsapps.com/start#/",
                "https://ssoins-1234.portal.eusc-de-east-1.app.aws",
                "http://127.0.0.1:8080/start",
                "http://localhost/start",
                "http://[::1]:8080/start"
            })
    void startUrl_httpsOrLoopback_isTakenToTheLetter(String startUrl) {
        assertThat(SsoSession.named("corp", startUrl, "eu-west-1", null).startUrl())
                .isEqualTo(startUrl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d-1234567890.awsapps.com/start",
                "http://d-1234567890.awsapps.com/start",
                "http://localhost.example.com/start",
                "https:///start",
                "https://user@d-1234567890.awsapps.com/start",
                "https://d-1234567890.awsapps.com/ start",
                "file:///etc/passwd"
            })
    void startUrl_anythingElse_isRefused(String startUrl) {
        assertThatThrownBy(() -> SsoSession.named("corp", startUrl, "eu-west-1", null))
                .isInstanceOf(AccessException.BadConfiguration.class)
                .hasMessageStartingWith("sso-session \"corp\": sso_start_url \"" + startUrl + "\" is no ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EU-WEST-1", "eu west", "eu-west-1.evil.example", "-eu", "eu-", "eu/west"})
    void region_noHostLabel_isRefused(String region) {
        assertThatThrownBy(() -> SsoSession.legacy("old", START_URL, region))
                .isInstanceOf(AccessException.BadConfiguration.class)
                .hasMessage("profile \"old\": sso_region \"" + region + "\" is no AWS region");
    }

    @Test
    void loginCommand_nameForAShell_isQuoted() {
        assertThat(SsoSession.named("corp", START_URL, "eu-west-1", null).loginCommand())
                .isEqualTo("dbvouch login --sso-session corp");
        assertThat(SsoSession.named("it's $HOME", START_URL, "eu-west-1", null).loginCommand())
                .isEqualTo("dbvouch login --sso-session 'it'\\''s $HOME'");
        assertThat(SsoSession.legacy("my profile", START_URL, "eu-west-1").loginCommand())
                .isEqualTo("dbvouch login --profile 'my profile'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "a\\b", "é"})
    void scope_notOfRfc6749_isRefused(String scope) {
        assertThatThrownBy(() -> SsoSession.named("corp", START_URL, "eu-west-1", scope))
                .isInstanceOf(AccessException.BadConfiguration.class)
                .hasMessageContaining("is no OAuth scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u001bb"})
    void name_emptyOrUnprintable_isRefused(String name) {
        assertThatThrownBy(() -> SsoSession.named(name, START_URL, "eu-west-1", null))
                .isInstanceOf(AccessException.BadConfiguration.class)
                .hasMessageNotContaining("\u001b");
    }
}
