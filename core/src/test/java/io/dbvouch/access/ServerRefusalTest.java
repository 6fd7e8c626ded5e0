package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that is not what it should be, or does not let the person in: what is told, and what it got to see. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerRefusalTest {
    @TempDir
    Path folder;

    private Desk desk;
    private Sandbox sandbox;

    @BeforeEach
    void setUp(Sandbox shared) {
        sandbox = shared;
        desk = new Desk(sandbox, folder, Map.of());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** The sandbox's authority is none of Amazon's. */
    @Test
    void open_withTheShippedRoots_isTlsRefused() {
        desk.signIn("arianna");
        Target target = desk.target("sandbox");
        Target shipped = new Target(
                "sandbox",
                target.aws(),
                target.place(),
                null,
                target.dbname(),
                new Target.Tls(null, null),
                target.rules());

        AccessException e = desk.refused(shipped);

        assertThat(e).hasMessageContaining("comes from no authority that is trusted");
        assertThat(e.evidence()).containsEntry("trusted", "rds-eu-west-1");
        desk.nothingSent(e);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "cluster.certificate=expired => tls => its certificate has expired",
                "cluster.certificate=not-yet-valid => tls => its certificate is not valid yet",
                "cluster.certificate=self-signed => tls => its certificate comes from no authority that is trusted",
                "cluster.certificate=other-ca => tls => its certificate comes from no authority that is trusted",
                "cluster.tls=plaintext => tls => speaks no TLS",
                "cluster.tls=tls1.1 => tls => it does not speak TLS 1.2 or newer",
                "cluster.tls=hang-up => tls => it hung up during the TLS handshake",
                "cluster.refused => unreachable => the connection was refused",
            })
    void open_serverThatDoesNotProveItself_isRefusedAndSentNothing(String fault, String kind, String words) {
        desk.signIn("arianna");
        sandbox.faults().add(fault);

        AccessException e = desk.refused(desk.target("sandbox"));

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e).hasMessageContaining(words);
        desk.nothingSent(e);
        assertThat(desk.recorded(e).has("tls")).isFalse();
        assertThat(desk.eventsAfterSignIn()).containsExactly("session.requested", "session.refused");
    }

    @Test
    void open_otherName_isRefusedInVerifyFullAndNotedInVerifyCa() {
        desk.signIn("arianna");
        sandbox.faults().add("cluster.certificate=other-name");

        AccessException e = desk.refused(desk.target("sandbox-full"));
        assertThat(e)
                .isInstanceOf(AccessException.TlsRefused.class)
                .hasMessageContaining("the certificate is for somebody-elses.cluster.example, not for localhost");
        desk.nothingSent(e);

        try (AccessSession session = desk.open(desk.target("sandbox"))) {
            assertThat(session.tls().nameMatched()).isFalse();
        }
        assertThat(desk.entries()
                        .reversed()
                        .get(1)
                        .getAsJsonObject("tls")
                        .get("name_matched")
                        .getAsBoolean())
                .isFalse();
    }

    @Test
    void open_tokenThatThePolicyDoesNotAllow_isDeniedWithWhatItWasNot() {
        desk.signIn("arianna");
        Target target = Samples.with(
                desk.target("sandbox"), new Target.Rules("paola", true, false, Target.RecordStatements.NONE));

        AccessException e = desk.refused(target);

        assertThat(e)
                .isInstanceOf(AccessException.Denied.class)
                .hasMessageContaining("refused \"paola\": PAM authentication failed for user \"paola\"");
        assertThat(e.notes())
                .anyMatch(note -> note.matches("ruled out: the token's age, \\d+ s of 900"))
                .anyMatch(note -> note.startsWith("ruled out: another endpoint; the token is for localhost:"))
                .anyMatch(
                        note -> note.startsWith("ruled out: expired credentials; STS takes them now, for arn:aws:sts"))
                .anyMatch(note -> note.startsWith("ruled out: the clock; it is "))
                .noneMatch(note -> note.contains("the name's case"))
                .anyMatch(note -> note.startsWith("left: the user is not in rds_iam, or the policy"));
        assertThat(e.hints())
                .anyMatch(hint -> hint.contains(":dbuser:cluster-SANDBOXABCDEFGHIJKLMNOPQ/paola to arn:aws:sts"));
        JsonObject entry = desk.recorded(e);
        assertThat(entry.has("token")).isTrue();
        assertThat(entry.getAsJsonObject("database").get("shared_user").getAsBoolean())
                .isTrue();
        assertThat(desk.eventsAfterSignIn()).containsExactly("session.requested", "session.refused");
    }

    @Test
    void open_credentialsThatHaveEnded_areTheLikelyCause() {
        desk.signIn("arianna");
        desk.open(desk.target("sandbox")).close();
        sandbox.faults().add("expire.role-sessions");

        AccessException e = desk.refused(desk.target("sandbox"));

        assertThat(e).isInstanceOf(AccessException.Denied.class);
        assertThat(e.notes()).anyMatch(note -> note.startsWith("likely: the credentials; STS does not take them now"));
        desk.recorded(e);
    }

    @Test
    void open_clockThatIsOff_isTheLikelyCause() {
        desk.signIn("arianna");
        desk.open(desk.target("sandbox")).close();
        sandbox.faults().add("clock.skew=1200");

        AccessException e = desk.refused(desk.target("sandbox"));

        assertThat(e).isInstanceOf(AccessException.Denied.class);
        assertThat(e.notes() + " " + e.hints())
                .containsPattern("likely: the (clock|credentials)")
                .contains("clock");
        assertThat(Integer.parseInt(e.evidence().get("clock_difference_seconds")))
                .isBetween(-1210, -1100);
    }

    @Test
    void open_awsThatCannotBeAsked_isSaid() {
        desk.signIn("arianna");
        desk.open(desk.target("sandbox")).close();
        sandbox.faults().add("sts.500");
        Target target = Samples.with(
                desk.target("sandbox"), new Target.Rules("paola", true, false, Target.RecordStatements.NONE));

        AccessException e = desk.refused(target);

        assertThat(e.notes())
                .anyMatch(note -> note.startsWith("not ruled out: expired credentials, and the clock; AWS could not"));
    }
}
