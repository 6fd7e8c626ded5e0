package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which the chain does not join: what is told, what is on record, and what the server got to see. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AccessRefusalTest {
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

    private static TargetOptions options(
            @Nullable String dbUser, @Nullable String sslmode, @Nullable Path sslrootcert) {
        return new TargetOptions(null, null, null, null, null, null, dbUser, sslmode, sslrootcert, null);
    }

    @Test
    void open_asSomebodyElse_isDenied() {
        desk.signIn("arianna");

        AccessException e = desk.refused(desk.target("sandbox", options("paola", null, null)));

        assertThat(e).isInstanceOf(AccessException.Denied.class).hasMessage("you are \"arianna\", not \"paola\"");
        desk.neverConnected(e);
        assertThat(desk.last().getAsJsonObject("database").get("user").getAsString())
                .isEqualTo("paola");
        assertThat(desk.seen()).as("RDS is not asked for it").doesNotContain("rds DescribeDBClusters");
    }

    @ParameterizedTest
    @CsvSource({"disable", "allow", "prefer", "require"})
    void open_weakSslmode_isRefused(String sslmode) {
        desk.signIn("arianna");

        AccessException e = desk.refused(desk.target("sandbox", options(null, sslmode, null)));

        assertThat(e).isInstanceOf(AccessException.TlsRefused.class);
        desk.neverConnected(e);
    }

    @Test
    void token_weakSslmode_isRefusedToo() {
        desk.signIn("arianna");
        Target target = desk.target("sandbox", options(null, "require", null));

        AccessException e = catchThrowableOfType(
                AccessException.class, () -> desk.broker(target).token(new AccessRequest(target, null)));

        assertThat(e).isInstanceOf(AccessException.TlsRefused.class);
        assertThat(desk.eventsAfterSignIn()).containsExactly("session.refused");
        assertThat(desk.last().has("session")).isFalse();
    }

    @Test
    void open_reasonThatIsAskedFor_isNeeded() {
        desk.signIn("arianna");
        Target target =
                Samples.with(desk.target("sandbox"), new Target.Rules(null, false, true, Target.RecordStatements.NONE));

        desk.neverConnected(desk.refused(target));
        AccessException blank = catchThrowableOfType(
                AccessException.class, () -> desk.broker(target).open(new AccessRequest(target, " ")));
        assertThat(blank).isInstanceOf(AccessException.Denied.class).hasMessage("target \"sandbox\" asks for a reason");
        desk.broker(target).open(new AccessRequest(target, "INC-1")).close();
        assertThat(desk.last().get("reason").getAsString()).isEqualTo("INC-1");
    }

    @Test
    void request_reasonThatIsTooLong_isRefused() {
        Target target = desk.target("sandbox");

        assertThat(new AccessRequest(target, "x".repeat(2000)).reason()).hasSize(2000);
        assertThat(catchThrowableOfType(
                        AccessException.BadConfiguration.class, () -> new AccessRequest(target, "x".repeat(2001))))
                .hasMessage("the reason has 2001 characters; 2000 are the most");
    }

    @Test
    void open_nameThatPostgresWouldCut_isDeniedBeforeAnythingIsSent() {
        desk.signIn(SharedSandbox.TOO_LONG);

        AccessException e = desk.refused(desk.target("sandbox"));

        assertThat(e).isInstanceOf(AccessException.Denied.class).hasMessageContaining("has 64 bytes");
        desk.neverConnected(e);
    }

    @Test
    void open_personWithoutADatabaseUser_getsNoTokenMade() {
        desk.signIn("mallory");

        AccessException e = desk.refused(desk.target("sandbox"));

        assertThat(e)
                .isInstanceOf(AccessException.Denied.class)
                .hasMessageContaining("database user \"mallory\" at ")
                .hasMessageEndingWith("does not exist, or is not a member of rds_iam");
        desk.nothingSent(e);
        assertThat(desk.recorded(e).has("tls"))
                .as("the server had proved itself")
                .isTrue();
        assertThat(desk.eventsAfterSignIn()).containsExactly("session.requested", "session.refused");
    }

    @Test
    void open_unknownCluster_isABadConfiguration() {
        desk.signIn("arianna");
        Target sandboxTarget = desk.target("sandbox");
        Target target = new Target(
                "gone",
                sandboxTarget.aws(),
                new Target.Place.Cluster("no-such-cluster", false),
                null,
                null,
                sandboxTarget.tls(),
                sandboxTarget.rules());

        AccessException e = desk.refused(target);

        assertThat(e)
                .isInstanceOf(AccessException.BadConfiguration.class)
                .hasMessageStartingWith("there is no PostgreSQL cluster \"no-such-cluster\" in eu-west-1");
        desk.neverConnected(e);
    }

    @Test
    void open_permissionSetThatIsNotAssigned_isDeniedAndThereIsNobodyToRecord() {
        desk.signIn("arianna");

        AccessException e = desk.refused(desk.target("sandbox-helpdesk"));

        assertThat(e).isInstanceOf(AccessException.Denied.class).hasMessageContaining("permission set \"helpdesk\"");
        assertThat(desk.events()).containsExactly("ledger.created", "login.succeeded");
    }

    @Test
    void open_rootsThatAreNotThere_isABadConfiguration() {
        desk.signIn("arianna");

        AccessException e = desk.refused(desk.target("sandbox", options(null, null, folder.resolve("none.pem"))));

        assertThat(e).isInstanceOf(AccessException.BadConfiguration.class).hasMessageEndingWith(" does not exist");
        desk.neverConnected(e);
    }

    @Test
    void open_notSignedIn_isSignInNeededAndAsksNobody() {
        AccessException e = desk.refused(desk.target("sandbox"));

        assertThat(e)
                .isInstanceOf(AccessException.SignInNeeded.class)
                .hasMessage("not signed in to sso-session \"corp\"");
        assertThat(desk.events()).containsExactly("ledger.created");
        assertThat(desk.seen()).isEmpty();
    }

    @Test
    void signIn_denied_isOnRecord() {
        sandbox.faults().add("oidc.denied");

        assertThat(catchThrowableOfType(AccessException.class, () -> desk.signIn("arianna")))
                .isInstanceOf(AccessException.Denied.class);
        assertThat(desk.events()).containsExactly("ledger.created", "login.failed");
        assertThat(desk.last().getAsJsonObject("failure").get("kind").getAsString())
                .isEqualTo("denied");
    }
}
