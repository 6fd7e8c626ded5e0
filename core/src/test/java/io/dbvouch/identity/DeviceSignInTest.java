package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonParser;
import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceSignInTest extends SsoTest {
    private static final String POLL = "token urn:ietf:params:oauth:grant-type:device_code";

    private final TestPrompt prompt = new TestPrompt();

    @Test
    void signIn_personAgreesAfterAWhile_givesTheToken() {
        aws.answer("token", FakeIdentityCenter.PENDING, FakeIdentityCenter.PENDING);

        SignIn signIn = login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt);

        assertThat(signIn)
                .isEqualTo(
                        new SignIn(CORP, Secret.of("access-2"), clock.instant().plus(Duration.ofHours(1))));
        assertThat(tokens().current(CORP)).isEqualTo(signIn);
        assertThat(aws.requests).containsExactly("client/register", "device_authorization", POLL, POLL, POLL);
        assertThat(prompt.seen)
                .containsExactly("code ABCD-EFGH https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH");
        assertThat(prompt.left)
                .containsExactly(Duration.ofSeconds(600), Duration.ofSeconds(599), Duration.ofSeconds(598));
    }

    @Test
    void signIn_registersAsTheAwsCliDoes() {
        login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt);
        login().signIn(LEGACY, SignInFlow.DEVICE_CODE, prompt);

        assertThat(aws.bodies.getFirst()).isEqualTo(JsonParser.parseString("""
            {"clientName": "dbvouch-corp", "clientType": "public", "scopes": ["sso:account:access"]}
            """));
        assertThat(aws.bodies.get(1)).isEqualTo(JsonParser.parseString("""
            {"clientId": "client-1", "clientSecret": "secret-1",
             "startUrl": "https://d-1234567890.awsapps.com/start"}
            """));
        assertThat(aws.bodies.get(3)).isEqualTo(JsonParser.parseString("""
            {"clientName": "dbvouch", "clientType": "public"}
            """));
    }

    @Test
    void signIn_slowDown_adds5SecondsForGood() {
        aws.answer(
                "token",
                FakeIdentityCenter.PENDING,
                FakeIdentityCenter.SLOW_DOWN,
                FakeIdentityCenter.PENDING,
                FakeIdentityCenter.SLOW_DOWN);

        login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt);

        assertThat(total()).isEqualTo(Duration.ofSeconds(1 + 1 + 6 + 6 + 11));
        assertThat(aws.times(POLL)).isEqualTo(5);
    }

    @Test
    void signIn_noInterval_is5Seconds() {
        aws.device.remove("interval");

        login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt);

        assertThat(total()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void signIn_senselessInterval_is5Seconds(int interval) {
        aws.device.addProperty("interval", interval);

        login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt);

        assertThat(total()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void signIn_personRefuses_isDenied() {
        aws.answer("token", FakeIdentityCenter.PENDING, FakeIdentityCenter.DENIED);

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt))
                .isInstanceOf(AccessException.Denied.class)
                .hasMessage("sign-in for sso-session \"corp\" was denied: access_denied, says the server");
        assertThat(aws.times(POLL)).isEqualTo(2);
    }

    @Test
    void signIn_serverSaysExpired_signInIsNeeded() {
        aws.answer("token", FakeIdentityCenter.PENDING, FakeIdentityCenter.EXPIRED);

        AccessException late =
                catchThrowableOfType(AccessException.class, () -> login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt));

        assertThat(late)
                .isInstanceOf(AccessException.SignInNeeded.class)
                .hasMessage("sign-in for sso-session \"corp\" was not completed before the code expired");
        assertThat(late.hints()).containsExactly("dbvouch login --sso-session corp");
        assertThat(aws.times(POLL)).isEqualTo(2);
    }

    @Test
    void signIn_nobodyAnswers_endsWithTheCodeEvenIfTheServerDoesNotSaySo() {
        aws.device.addProperty("expiresIn", 5);
        for (int i = 0; i < 10; i++) {
            aws.answer("token", FakeIdentityCenter.PENDING);
        }

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt))
                .isInstanceOf(AccessException.SignInNeeded.class);
        assertThat(aws.times(POLL)).isEqualTo(4);
    }

    @Test
    void signIn_questionsNotAnswered_areAskedLessOftenAndTheWaitGoesOn() {
        FakeIdentityCenter.Canned broken = FakeIdentityCenter.BROKEN;
        // The SDK asks three times before it gives up.
        aws.answer("token", broken, broken, broken, FakeIdentityCenter.PENDING);

        SignIn signIn = login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt);

        assertThat(signIn.session()).isEqualTo(CORP);
        assertThat(total()).isEqualTo(Duration.ofSeconds(1 + 2 + 2));
    }

    @Test
    void signIn_serviceGone_isUnreachableWhenTheCodeHasExpired() {
        aws.device.addProperty("expiresIn", 3);
        SignInPrompt pulling = new TestPrompt() {
            @Override
            public void showDeviceCode(DeviceCode code) {
                aws.close();
            }
        };

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.DEVICE_CODE, pulling))
                .isInstanceOf(AccessException.Unreachable.class)
                .hasMessageContaining("cannot reach IAM Identity Center in eu-west-1");
    }

    @Test
    void signIn_wrongStartUrlOrRegion_isAConfigurationError() {
        aws.answer("device_authorization", FakeIdentityCenter.INVALID_REQUEST);

        AccessException refused =
                catchThrowableOfType(AccessException.class, () -> login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt));

        assertThat(refused)
                .isInstanceOf(AccessException.BadConfiguration.class)
                .hasMessage("IAM Identity Center does not take StartDeviceAuthorization:"
                        + " invalid_request, says the server");
        assertThat(refused.hints()).containsExactly("check sso_start_url, sso_region and the other sso_ settings");
        assertThat(refused.evidence()).containsEntry("status", "400").containsEntry("region", "eu-west-1");
    }

    @Test
    void signIn_garbageInsteadOfToken_fails() {
        aws.answer("token", FakeIdentityCenter.GARBAGE, FakeIdentityCenter.GARBAGE, FakeIdentityCenter.GARBAGE);

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessage("what IAM Identity Center in eu-west-1 answers cannot be read");
    }

    @Test
    void signIn_tokenIncomplete_fails() {
        aws.answer("token", FakeIdentityCenter.EMPTY);

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessage("what IAM Identity Center in eu-west-1 answers to CreateToken is incomplete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "javascript:alert(1)", "calc.exe", "http: //x", "\u001b[2J"})
    void signIn_pageThatIsNone_isNotShown(String page) {
        aws.device.addProperty("verificationUriComplete", page);

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.DEVICE_CODE, prompt))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessageContaining("names no page")
                .hasMessageNotContaining("\u001b");
        assertThat(prompt.seen).isEmpty();
    }

    @Test
    void signIn_noPageWithTheCode_isThePageWithout() {
        aws.device.remove("verificationUriComplete");
        List<URI> pages = new ArrayList<>();

        login().signIn(CORP, SignInFlow.DEVICE_CODE, new TestPrompt() {
            @Override
            public void showDeviceCode(DeviceCode code) {
                pages.add(code.verificationUriComplete());
            }
        });

        assertThat(pages).containsExactly(URI.create("https://device.sso.eu-west-1.amazonaws.com/"));
    }

    @Test
    void signIn_interrupted_saysSo() {
        SignInPrompt interrupting = new TestPrompt() {
            @Override
            public void showDeviceCode(DeviceCode code) {
                Thread.currentThread().interrupt();
            }
        };

        assertThatThrownBy(() -> login().signIn(CORP, SignInFlow.DEVICE_CODE, interrupting))
                .isInstanceOf(AccessException.Interrupted.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private Duration total() {
        return clock.slept.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
