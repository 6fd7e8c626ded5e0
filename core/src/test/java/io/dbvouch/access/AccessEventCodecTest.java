package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.dbvouch.AccessException;
import io.dbvouch.ledger.Draft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessEventCodecTest {
    private static final String PERSON =
            "\"person\":{\"issuer\":\"https://d-1234567890.awsapps.com/start\",\"user\":\"arianna\"}";
    private static final String ROLE =
            "\"role\":{\"account\":\"123456789012\",\"name\":\"dba\",\"arn\":\"arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dba_0123456789abcdef/arianna\",\"key\":\"ASIAEXAMPLE\"}";
    private static final String DATABASE =
            "\"database\":{\"target\":\"prod\",\"endpoint\":\"db.example.com:5432\",\"name\":\"mylab\",\"user\":\"arianna\"}";
    private static final String TOKEN =
            "\"token\":{\"key\":\"ASIAEXAMPLE\",\"issued\":\"2026-11-22T12:00:00Z\",\"expires\":\"2026-11-22T12:15:00Z\"}";
    private static final String TLS =
            "\"tls\":{\"mode\":\"verify-ca\",\"protocol\":\"TLSv1.3\",\"cipher\":\"TLS_AES_256_GCM_SHA384\",\"cert\":\"sha256:ab\",\"name_matched\":true}";
    private static final String CLIENT =
            "\"client\":{\"host\":\"laptop\",\"user\":\"ari\",\"pid\":42,\"command\":\"connect\",\"version\":\"0.1.0\"}";
    private static final String REASON = "\"reason\":\"INC-1\"";
    private static final AccessEvent.SignInPlace PLACE =
            new AccessEvent.SignInPlace("https://d-1234567890.awsapps.com/start", "corp", "browser");
    private static final String SIGN_IN =
            "\"sign_in\":{\"issuer\":\"https://d-1234567890.awsapps.com/start\",\"session\":\"corp\",\"flow\":\"browser\"}";
    private static final String FAILURE =
            "\"failure\":{\"kind\":\"denied\",\"message\":\"no\",\"evidence\":{\"user\":\"arianna\",\"n\":\"3\"}}";

    private static AccessException denied() {
        return new AccessException.Denied("no")
                .evidence("user", "arianna")
                .evidence("n", 3)
                .note("not for the ledger")
                .hint("nor this");
    }

    private static void assertWritten(AccessEvent event, String name, String... members) {
        Draft draft = AccessEventCodec.encode(event);

        assertThat(draft.event()).isEqualTo(name).isEqualTo(event.event());
        assertThat(draft.membersJson()).isEqualTo("{" + String.join(",", members) + "}");
        assertThat(event.client()).isEqualTo(Samples.CLIENT);
    }

    @Test
    void encode_loginSucceeded() {
        assertWritten(
                new AccessEvent.LoginSucceeded(PLACE, Samples.NOON, Samples.CLIENT),
                "login.succeeded",
                SIGN_IN,
                "\"expires\":\"2026-11-22T12:00:00Z\"",
                CLIENT);
    }

    @Test
    void encode_loginFailed() {
        assertWritten(
                new AccessEvent.LoginFailed(
                        new AccessEvent.SignInPlace(PLACE.issuer(), null, "device-code"), denied(), Samples.CLIENT),
                "login.failed",
                "\"sign_in\":{\"issuer\":\"https://d-1234567890.awsapps.com/start\",\"flow\":\"device-code\"}",
                FAILURE,
                CLIENT);
    }

    @Test
    void encode_roleAssumed() {
        assertWritten(
                new AccessEvent.RoleAssumed(
                        Person.of(Samples.person("arianna")), Samples.person("arianna"), Samples.CLIENT),
                "role.assumed",
                PERSON,
                ROLE,
                "\"expires\":\"2026-11-22T13:00:00Z\"",
                CLIENT);
    }

    @Test
    void encode_roleAssumedByAMachine_saysThatNobodyIsBehindIt() {
        var ci = Samples.machine("arn:aws:iam::123456789012:user/ci");

        assertWritten(
                new AccessEvent.RoleAssumed(Person.of(ci), ci, Samples.CLIENT),
                "role.assumed",
                "\"person\":{\"user\":null,\"principal\":\"arn:aws:iam::123456789012:user/ci\"}",
                "\"role\":{\"account\":\"123456789012\",\"arn\":\"arn:aws:iam::123456789012:user/ci\",\"key\":\"AKIAEXAMPLE\"}",
                CLIENT);
    }

    @Test
    void encode_tokenIssuedOutsideASession_namesNone() {
        assertWritten(
                new AccessEvent.TokenIssued(subject(null, null), Samples.NOON, Samples.NOON.plusSeconds(900)),
                "token.issued",
                PERSON,
                ROLE,
                DATABASE,
                TOKEN,
                CLIENT);
    }

    private static AccessEvent.Subject subject(@Nullable String session, @Nullable String reason) {
        AccessEvent.Subject s = Samples.subject("01S");
        return new AccessEvent.Subject(session, s.person(), s.role(), s.database(), s.client(), reason);
    }

    @Test
    void encode_sessionRequested() {
        assertWritten(
                new AccessEvent.SessionRequested(Samples.subject("01S")),
                "session.requested",
                "\"session\":\"01S\"",
                PERSON,
                ROLE,
                DATABASE,
                CLIENT,
                REASON);
    }

    @Test
    void encode_sessionOpened() {
        assertWritten(
                new AccessEvent.SessionOpened(
                        Samples.subject("01S"),
                        Samples.TOKEN,
                        new AccessEvent.Backend(1234, "5ce73c6f.4d2", "17.5"),
                        Samples.TLS),
                "session.opened",
                "\"session\":\"01S\"",
                PERSON,
                ROLE,
                DATABASE.replace("}", ",\"pid\":1234,\"sid\":\"5ce73c6f.4d2\",\"version\":\"17.5\"}"),
                TOKEN,
                TLS,
                CLIENT,
                REASON);
    }

    @Test
    void encode_sessionRefused_withAndWithoutWhatCameBefore() {
        assertWritten(
                new AccessEvent.SessionRefused(Samples.subject("01S"), Samples.TOKEN, Samples.TLS, denied()),
                "session.refused",
                "\"session\":\"01S\"",
                PERSON,
                ROLE,
                DATABASE,
                TOKEN,
                TLS,
                FAILURE,
                CLIENT,
                REASON);
        AccessEvent.Subject early =
                Samples.subject("01S").with(new AccessEvent.Database("prod", null, null, null, true));
        assertWritten(
                new AccessEvent.SessionRefused(early, null, null, denied()),
                "session.refused",
                "\"session\":\"01S\"",
                PERSON,
                ROLE,
                "\"database\":{\"target\":\"prod\",\"shared_user\":true}",
                FAILURE,
                CLIENT,
                REASON);
    }

    /** The digest is that of sha256sum. */
    @Test
    void encode_sessionStatement_withTheTextOnlyWhereItIsWantedAndShort() {
        String digest = "\"sha256\":\"822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f\"";
        for (boolean withText : new boolean[] {true, false}) {
            assertWritten(
                    new AccessEvent.SessionStatement(Samples.subject("01S"), "select 1", withText),
                    "session.statement",
                    "\"session\":\"01S\"",
                    PERSON,
                    ROLE,
                    DATABASE,
                    "\"statement\":{\"bytes\":8," + digest + (withText ? ",\"text\":\"select 1\"}" : "}"),
                    CLIENT,
                    REASON);
        }
        String longest = "x".repeat(8193);
        assertThat(AccessEventCodec.encode(new AccessEvent.SessionStatement(Samples.subject("01S"), longest, true))
                        .membersJson())
                .contains("\"bytes\":8193")
                .doesNotContain("\"text\"");
    }

    @Test
    void encode_sessionClosed_withAndWithoutExitCode() {
        assertWritten(
                new AccessEvent.SessionClosed(Samples.subject("01S"), "program ended", Duration.ofMillis(1500), 3),
                "session.closed",
                "\"session\":\"01S\"",
                PERSON,
                ROLE,
                DATABASE,
                "\"ended\":\"program ended\"",
                "\"lasted_ms\":1500",
                "\"exit_code\":3",
                CLIENT,
                REASON);
        assertWritten(
                new AccessEvent.SessionClosed(Samples.subject("01S"), "done", Duration.ZERO, null),
                "session.closed",
                "\"session\":\"01S\"",
                PERSON,
                ROLE,
                DATABASE,
                "\"ended\":\"done\"",
                "\"lasted_ms\":0",
                CLIENT,
                REASON);
    }

    @Test
    void encode_userChanged_beforeAndAfter() {
        assertWritten(
                new AccessEvent.UserChanged(
                        Samples.subject("01S"), new UserChange("01C", "added", "paola", 2, "x", null, Map.of(), null)),
                "user.added",
                "\"session\":\"01S\"",
                PERSON,
                ROLE,
                DATABASE,
                "\"change\":{\"id\":\"01C\",\"user\":\"paola\",\"phase\":\"intent\",\"part\":2}",
                "\"statement\":{\"bytes\":1,"
                        + "\"sha256\":\"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\","
                        + "\"text\":\"x\"}",
                CLIENT,
                REASON);
        assertWritten(
                new AccessEvent.UserChanged(
                        Samples.subject("01S"),
                        new UserChange(
                                "01C", "removed", "paola", 1, "x", "partly", Map.of("roles", "1", "a", "2"), null)),
                "user.removed",
                "\"session\":\"01S\"",
                PERSON,
                ROLE,
                DATABASE,
                "\"change\":{\"id\":\"01C\",\"user\":\"paola\",\"phase\":\"outcome\",\"outcome\":\"partly\","
                        + "\"facts\":{\"a\":\"2\",\"roles\":\"1\"}}",
                "\"statement\":{\"bytes\":1,"
                        + "\"sha256\":\"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\","
                        + "\"text\":\"x\"}",
                CLIENT,
                REASON);
    }

    /** Every event there is, with what it holds made of {@code text} where a text is free. */
    private static List<AccessEvent> all(String text) {
        var role = Samples.person(text.isEmpty() ? "x" : text);
        AccessEvent.Subject subject = new AccessEvent.Subject(
                "01S",
                Person.of(role),
                role,
                new AccessEvent.Database(text, Samples.ENDPOINT, text, text, true),
                new Client(text, text, 1, text, text),
                text);
        AccessException failure = new AccessException.Failed(text).evidence("a", text);
        AccessEvent.SignInPlace place = new AccessEvent.SignInPlace(text, text, text);
        return List.of(
                new AccessEvent.LoginSucceeded(place, Samples.NOON, subject.client()),
                new AccessEvent.LoginFailed(place, failure, subject.client()),
                new AccessEvent.RoleAssumed(subject.person(), role, subject.client()),
                new AccessEvent.TokenIssued(subject, Samples.NOON, Samples.NOON),
                new AccessEvent.SessionRequested(subject),
                new AccessEvent.SessionOpened(
                        subject, Samples.TOKEN, new AccessEvent.Backend(1, text, text), Samples.TLS),
                new AccessEvent.SessionRefused(subject, Samples.TOKEN, Samples.TLS, failure),
                new AccessEvent.SessionStatement(subject, text, true),
                new AccessEvent.SessionClosed(subject, text, Duration.ZERO, 1),
                new AccessEvent.UserChanged(
                        subject,
                        new UserChange(text, "added", text, 1, text, text, Map.of("remaining", text), failure)));
    }

    @Test
    void encode_anyEvent_holdsNoSecret() {
        assertThat(all("x").stream().map(Object::getClass))
                .as("every event is there")
                .containsExactlyInAnyOrder(AccessEvent.class.getPermittedSubclasses());
        for (AccessEvent event : all("x")) {
            assertThat(AccessEventCodec.encode(event).membersJson() + event).doesNotContain("hunter2");
        }
    }

    @Test
    void encode_hostileText_isReadBackAsItIs() {
        for (String text : List.of(
                "\"},\"person\":{\"user\":\"paola",
                "\\\"\\",
                "a\nb\rc\td\be\ff",
                "\0\u0001\u001b[31m\u007f\u0080\u0085\u009f",
                "\u2028\u2029\u200b\ufeff",
                "<script>&'\u20ac\uD83D\uDE00",
                "'; drop table users; --")) {
            for (AccessEvent event : all(text)) {
                String json = AccessEventCodec.encode(event).membersJson();

                assertThat(json.chars()).as(json).noneMatch(Character::isISOControl);
                if (event instanceof AccessEvent.SessionRequested) {
                    var read = JsonParser.parseString(json).getAsJsonObject();
                    assertThat(read.get("reason").getAsString()).isEqualTo(text);
                    assertThat(read.getAsJsonObject("database").get("user").getAsString())
                            .isEqualTo(text);
                }
            }
        }
    }

    @Test
    void encode_halfASurrogatePair_isReplaced() {
        String json = AccessEventCodec.encode(new AccessEvent.SessionRequested(subject("01S", "a\uD83Db\uDE00c\uD83D")))
                .membersJson();

        assertThat(json).endsWith("\"reason\":\"a\ufffdb\ufffdc\ufffd\"}");
    }

    @Test
    void encode_anyText_isADraft() {
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(65536)));
            }
            for (AccessEvent event : all(text.toString())) {
                assertThat(AccessEventCodec.encode(event).membersJson()).startsWith("{");
            }
        }
    }

    @Test
    void encode_whatAServerSaysAtLength_isCut() {
        AccessException failure = new AccessException.Denied("\u0001".repeat(70_000));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            names.add("fact" + i);
            failure.evidence("fact" + i, "\u0001".repeat(70_000));
        }

        String json = AccessEventCodec.encode(
                        new AccessEvent.SessionRefused(Samples.subject("01S"), null, null, failure))
                .membersJson();

        assertThat(json).contains(names).hasSizeLessThan(60_000);
        var message = JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonObject("failure")
                .get("message");
        assertThat(message.getAsString()).hasSize(2001).endsWith("…");
    }
}
