package io.dbvouch.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.sandbox.TestClock;
import io.dbvouch.sandbox.cluster.TokenCheck.Verdict;
import io.dbvouch.sandbox.sigv4.PercentEncoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** Tokens here are made by the AWS SDK, which is the independent opinion. */
class RdsTokenCheckTest {
    private static final String HOST = "localhost";
    private static final int PORT = 5432;

    private final TestClock trueTime = new TestClock();
    private final CompanyClock clock = new CompanyClock(trueTime);
    private final Company company = new Company(List.of());
    private final AccessKeys keys = new AccessKeys(clock);
    private final RdsTokenCheck check = new RdsTokenCheck(keys, clock);
    private final AccessKey arianna = keyOf(new Person("arianna", "dba", true));

    private AccessKey keyOf(Person person) {
        return keys.issue(company.permissionSetSession(person), Duration.ofHours(1));
    }

    private static AwsCredentials credentials(AccessKey key) {
        String token = key.sessionToken();
        return token == null
                ? AwsBasicCredentials.create(key.id(), key.secret())
                : AwsSessionCredentials.create(key.id(), key.secret(), token);
    }

    private static String token(AwsCredentials credentials, String host, int port, String user, Region region) {
        return RdsUtilities.builder()
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()
                .generateAuthenticationToken(
                        request -> request.hostname(host).port(port).username(user));
    }

    private String token() {
        return token(credentials(arianna), HOST, PORT, "arianna", Region.EU_WEST_1);
    }

    private void assertRefused(String token, String reason) {
        assertThat(check.check(token, "arianna", HOST, PORT))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
    }

    @Test
    void check_tokenOfTheSdk_isAccepted() {
        assertThat(check.check(token(), "arianna", HOST, PORT))
                .isEqualTo(new Verdict.Accepted(arianna.principal().arn()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Arianna.O'Neil@example.com",
                "a b+c%20&d=e/f?g#h:i;j",
                "žluťoučký kůň 𝄞",
                "*",
                "arianna*",
                "${aws:PrincipalTag/userName}",
                "012345678901234567890123456789012345678901234567890123456789012"
            })
    void check_oddUserName_isAcceptedForThatNameAlone(String name) {
        AccessKey key = keyOf(Person.dba(name));
        String token = token(credentials(key), HOST, PORT, name, Region.EU_WEST_1);

        assertThat(check.check(token, name, HOST, PORT)).isInstanceOf(Verdict.Accepted.class);
        String asArianna = token(credentials(key), HOST, PORT, "arianna", Region.EU_WEST_1);
        assertRefused(asArianna, "may not connect as this database user");
    }

    @Test
    void check_otherLetterCase_isRefused() {
        assertThat(check.check(token(), "Arianna", HOST, PORT)).isInstanceOf(Verdict.Refused.class);
        assertRefused(
                token(credentials(keyOf(Person.dba("Arianna"))), HOST, PORT, "arianna", Region.EU_WEST_1),
                "may not connect");
    }

    @Test
    void check_otherEndpoint_isRefused() {
        assertRefused(token(credentials(arianna), "127.0.0.2", PORT, "arianna", Region.EU_WEST_1), "endpoint");
        assertRefused(token(credentials(arianna), HOST, PORT + 1, "arianna", Region.EU_WEST_1), "endpoint");
        assertRefused(
                token(credentials(arianna), "127.0.0.2", PORT, "arianna", Region.EU_WEST_1)
                        .replace("127.0.0.2", HOST),
                "signature does not match");
    }

    @Test
    void check_otherRegion_isRefused() {
        assertRefused(token(credentials(arianna), HOST, PORT, "arianna", Region.EU_CENTRAL_1), "scope");
    }

    @Test
    void check_everyCharacterChanged_isRefused() {
        String token = token();
        assertThat(check.check(token, "arianna", HOST, PORT)).isInstanceOf(Verdict.Accepted.class);
        for (int i = 0; i < token.length(); i++) {
            String changed = token.substring(0, i) + (token.charAt(i) == '0' ? '1' : '0') + token.substring(i + 1);
            assertThat(check.check(changed, "arianna", HOST, PORT))
                    .as("character %d", i)
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void check_everyPrefix_isRefused() {
        String token = token();
        for (int length = 0; length < token.length(); length++) {
            assertThat(check.check(token.substring(0, length), "arianna", HOST, PORT))
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void check_parameterAddedOrDoubled_isRefused() {
        String token = token();

        for (String more :
                List.of("&x=y", "&Action=connect", "&DBUser=paola", "&DBUser=arianna", "&X-Amz-Expires=900")) {
            assertThat(check.check(token + more, "arianna", HOST, PORT)).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void check_afterFifteenMinutes_isRefused() {
        String token = token();
        trueTime.pass(Duration.ofSeconds(890));
        assertThat(check.check(token, "arianna", HOST, PORT)).isInstanceOf(Verdict.Accepted.class);
        trueTime.pass(Duration.ofSeconds(11));
        assertRefused(token, "expired");
    }

    @Test
    void check_fromTheFuture_isRefusedPastFiveMinutes() {
        String token = token();
        clock.setAhead(Duration.ofSeconds(-290));
        assertThat(check.check(token, "arianna", HOST, PORT)).isInstanceOf(Verdict.Accepted.class);
        clock.setAhead(Duration.ofSeconds(-310));
        assertRefused(token, "future");
    }

    @Test
    void check_longerLifeAskedFor_isRefused() {
        assertRefused(token().replace("X-Amz-Expires=900", "X-Amz-Expires=901"), "longer than 900 s");
        assertRefused(token().replace("X-Amz-Expires=900", "X-Amz-Expires=899"), "signature does not match");
    }

    @Test
    void check_credentialsExpired_isRefusedThoughTheTokenIsYoung() {
        AccessKey brief =
                keys.issue(company.permissionSetSession(new Person("arianna", "dba", true)), Duration.ofMinutes(1));
        String token = token(credentials(brief), HOST, PORT, "arianna", Region.EU_WEST_1);
        trueTime.pass(Duration.ofMinutes(2));

        assertRefused(token, "credentials that signed it have expired");
    }

    @Test
    void check_foreignSessionToken_isRefused() {
        AccessKey other = keyOf(new Person("arianna", "dba", true));
        AwsCredentials mixed =
                AwsSessionCredentials.create(arianna.id(), arianna.secret(), String.valueOf(other.sessionToken()));

        assertRefused(token(mixed, HOST, PORT, "arianna", Region.EU_WEST_1), "session token");
        assertRefused(
                token(
                        AwsBasicCredentials.create(arianna.id(), arianna.secret()),
                        HOST,
                        PORT,
                        "arianna",
                        Region.EU_WEST_1),
                "session token");
        assertRefused(
                token(AwsBasicCredentials.create("AKIAAAAAAAAAAAAAAAAA", "x"), HOST, PORT, "arianna", Region.EU_WEST_1),
                "not known");
    }

    @Test
    void check_machineUser_mayConnectAsItselfAlone() {
        AccessKey key = keys.issue(company.machine());

        assertThat(check.check(token(credentials(key), HOST, PORT, "ci", Region.EU_WEST_1), "ci", HOST, PORT))
                .isEqualTo(new Verdict.Accepted("arn:aws:iam::123456789012:user/ci"));
        assertRefused(token(credentials(key), HOST, PORT, "arianna", Region.EU_WEST_1), "may not connect");
    }

    @Test
    void check_chainedSession_needsTheTag() {
        AccessKey tagged = keys.issue(
                company.chainedSession("arianna", Map.of("userName", "arianna"), Set.of(), null, true),
                Duration.ofHours(1));
        AccessKey untagged =
                keys.issue(company.chainedSession("arianna", Map.of(), Set.of(), null, true), Duration.ofHours(1));

        assertThat(check.check(
                        token(credentials(tagged), HOST, PORT, "arianna", Region.EU_WEST_1), "arianna", HOST, PORT))
                .isInstanceOf(Verdict.Accepted.class);
        assertRefused(token(credentials(untagged), HOST, PORT, "arianna", Region.EU_WEST_1), "may not connect");
    }

    @Test
    void check_noToken_isRefusedWithoutQuotingIt() {
        assertRefused("hunter2", "not a token");
        assertThat(check.check("hunter2/?", "arianna", HOST, PORT).toString()).doesNotContain("hunter2");
        assertThat(check.check("hunter2:5432/?x", "arianna", HOST, PORT).toString())
                .doesNotContain("hunter2");
        assertRefused("", "not a token");
        assertThat(check.check("hunter2", "arianna", HOST, PORT).toString()).doesNotContain("hunter2");
        assertRefused(HOST + ":" + PORT + "/?" + PercentEncoding.encode("Action=connect"), "incomplete");
        assertRefused(HOST + ":" + PORT + "/?Action=%zz", "incomplete");
    }
}
