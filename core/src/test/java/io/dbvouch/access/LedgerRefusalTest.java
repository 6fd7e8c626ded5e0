package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import io.dbvouch.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No ledger, no access. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LedgerRefusalTest {
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

    /** Neither a token nor a login without the ledger. */
    @Test
    void anything_ledgerThatCannotBeWritten_isRefusedAndNothingIsSent() throws IOException {
        desk.signIn("arianna");
        Target target = desk.target("sandbox");
        desk.broker(target).token(new AccessRequest(target, null));
        int before = desk.lines().size();
        Path entries = desk.ledger().resolve("entries");
        Path aside = Files.move(entries, desk.ledger().resolve("aside"));
        Files.writeString(entries, "in the way");

        for (Runnable attempt : List.<Runnable>of(
                () -> desk.broker(target).token(new AccessRequest(target, null)),
                () -> desk.broker(target).open(new AccessRequest(target, null)),
                () -> desk.broker(target).handOver(new AccessRequest(target, null)))) {
            assertThat(catchThrowableOfType(AccessException.LedgerRefused.class, attempt::run))
                    .isNotNull();
        }

        assertThat(desk.seen()).doesNotContain("cluster connected");
        Files.delete(entries);
        Files.move(aside, entries);
        assertThat(desk.lines()).hasSize(before);
    }

    @Test
    void open_ledgerDamaged_isRefusedBeforeAnythingElse() throws IOException {
        desk.signIn("arianna");
        assertThat(desk.lines()).hasSize(2);
        Path checkpoint = desk.ledger().resolve("checkpoint");
        Files.writeString(checkpoint, Files.readString(checkpoint).replaceFirst("\n2\n", "\n1\n"));

        assertThat(catchThrowableOfType(
                        AccessException.LedgerRefused.class, () -> new Desk(sandbox, folder, Map.of()).close()))
                .isNotNull();
    }

    /** A session that cannot be put on record as open does not stay open. */
    @Test
    void open_ledgerThatFailsDuringTheLogin_closesTheSession() throws Exception {
        TestCertificates authority = new TestCertificates("Root");
        TestCertificates.Server shown = authority.server("localhost");
        Path roots = Files.writeString(folder.resolve("roots.pem"), authority.pem());
        Path entries = desk.ledger().resolve("entries");
        try (FakePostgres server = new FakePostgres(line -> {
            line.secure(shown).startup().ask(FakePostgres.AUTH_CLEARTEXT).read();
            Files.move(entries, desk.ledger().resolve("aside"));
            Files.writeString(entries, "in the way");
            line.ready().read().value("a.b").drain();
        })) {
            Target target = desk.target(
                    "postgresql://127.0.0.1:" + server.port() + "/x",
                    new TargetOptions("ci", null, null, null, null, null, null, null, roots, null));

            assertThat(catchThrowableOfType(AccessException.LedgerRefused.class, () -> desk.open(target)))
                    .isNotNull();

            // Terminate, or the end of the connection: either way it is over before this returns.
            assertThat(server.seen().get(3)).isEqualTo("Q");
            assertThat(server.awaitSeen(5)).isIn("X", "gone");
        }
    }

    /** What the session came to is written with what it needs, and nothing stays open where that fails. */
    @Test
    void close_ledgerThatFails_closesTheConnectionAllTheSame() throws Exception {
        desk.signIn("arianna");
        Target target = desk.target("sandbox");
        AccessSession session = desk.open(target);
        Path entries = desk.ledger().resolve("entries");
        Path aside = Files.move(entries, desk.ledger().resolve("aside"));
        Files.writeString(entries, "in the way");

        assertThat(catchThrowableOfType(AccessException.LedgerRefused.class, session::close))
                .isNotNull();

        assertThat(catchThrowableOfType(AccessException.Unreachable.class, () -> Desk.query(session, "select 1")))
                .as("the connection is closed all the same")
                .isNotNull();
        Files.delete(entries);
        Files.move(aside, entries);
    }
}
