package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.ledger.LedgerVerifier;
import io.dbvouch.ledger.Verdict;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import io.dbvouch.token.AuthToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and sessions against the sandbox: what works, and what it leaves in the ledger. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AccessBrokerTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void setUp(Sandbox sandbox) {
        desk = new Desk(sandbox, folder, Map.of());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static TargetOptions options(@Nullable String dbname, @Nullable String dbUser, @Nullable Boolean reader) {
        return new TargetOptions(null, null, null, null, null, dbname, dbUser, null, null, reader);
    }

    private static JsonObject of(JsonObject entry, String member) {
        return entry.getAsJsonObject(member);
    }

    @Test
    void token_coldThenWarm_isOnRecordAndAsksAwsOnce() {
        desk.signIn("arianna");
        Target target = desk.target("sandbox");

        AuthToken first = desk.broker(target).token(new AccessRequest(target, "INC-1"));
        List<String> cold = desk.seen();
        AuthToken second = desk.broker(target).token(new AccessRequest(target, null));

        assertThat(cold).contains("sso GetRoleCredentials", "sts GetCallerIdentity", "rds DescribeDBClusters");
        assertThat(desk.seen()).as("warm, no call is made").isEqualTo(cold);
        assertThat(first.user()).isEqualTo("arianna");
        assertThat(Duration.between(first.issuedAt(), first.expiresAt())).isEqualTo(Duration.ofMinutes(15));
        assertThat(second.accessKeyId()).isEqualTo(first.accessKeyId());
        assertThat(desk.events())
                .containsExactly("ledger.created", "login.succeeded", "role.assumed", "token.issued", "token.issued");
        JsonObject issued = desk.entries().get(3);
        assertThat(issued.has("session")).isFalse();
        assertThat(issued.get("reason").getAsString()).isEqualTo("INC-1");
        assertThat(of(issued, "person").get("user").getAsString()).isEqualTo("arianna");
        assertThat(of(issued, "token").get("key").getAsString()).isEqualTo(first.accessKeyId());
        assertThat(of(issued, "token").get("issued").getAsString())
                .isEqualTo(first.issuedAt().toString());
        assertThat(of(issued, "token").get("expires").getAsString())
                .isEqualTo(first.expiresAt().toString());
        assertThat(of(issued, "database").get("endpoint").getAsString())
                .isEqualTo(first.endpoint().toString());
    }

    @Test
    void open_runClose_isOnRecordInOrder() throws Exception {
        desk.signIn("arianna");
        Target target = desk.target("sandbox");

        try (AccessSession session = desk.broker(target).open(new AccessRequest(target, "INC-2"))) {
            assertThat(Desk.query(
                            session, "select current_user || ' ' || ssl from pg_stat_ssl where pid = pg_backend_pid()"))
                    .containsExactly("arianna true");
            assertThat(session.person()).isEqualTo(new Person.Idp("https://d-1234567890.awsapps.com/start", "arianna"));
            assertThat(session.tls().nameMatched()).isTrue();
            assertThat(desk.eventsAfterSignIn()).containsExactly("session.requested", "session.opened");
            assertThat(Desk.query(
                            session,
                            "select to_hex(trunc(extract(epoch from backend_start))::int) || '.' || to_hex(pid)"
                                    + " from pg_stat_activity where pid = pg_backend_pid()"))
                    .containsExactly(session.backend().sid());
            assertThat(Desk.query(session, "select pg_backend_pid()"))
                    .containsExactly(Integer.toString(session.backend().pid()));
            assertThat(desk.seen())
                    .containsOnlyOnce("cluster password-message")
                    .containsOnlyOnce("cluster accepted")
                    .containsOnlyOnce("cluster connected");
            session.close("error");
        }

        assertThat(desk.eventsAfterSignIn())
                .as("the second close does nothing")
                .containsExactly("session.requested", "session.opened", "session.closed");
        List<JsonObject> entries = desk.entries().subList(3, 6);
        assertThat(entries)
                .extracting(e -> e.get("session").getAsString())
                .containsOnly(desk.last().get("session").getAsString());
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.get("reason").getAsString()).isEqualTo("INC-2");
            assertThat(of(entry, "person").get("user").getAsString()).isEqualTo("arianna");
            assertThat(of(entry, "role").get("name").getAsString()).isEqualTo("dba");
            assertThat(of(entry, "database").get("name").getAsString()).isEqualTo("company");
            assertThat(of(entry, "database").has("shared_user")).isFalse();
        });
        JsonObject opened = entries.get(1);
        assertThat(of(opened, "tls").get("protocol").getAsString()).isEqualTo("TLSv1.3");
        assertThat(of(opened, "tls").get("mode").getAsString()).isEqualTo("verify-ca");
        assertThat(of(opened, "tls").get("cert").getAsString()).startsWith("sha256:");
        assertThat(of(opened, "database").get("version").getAsString()).startsWith("18");
        assertThat(entries.get(2).get("ended").getAsString()).isEqualTo("error");
        assertThat(LedgerVerifier.verify(desk.ledger())).isInstanceOf(Verdict.Intact.class);
        assertThat(String.join("\n", desk.lines())).doesNotContain("X-Amz", "Signature");
    }

    /** The server holds a copy of the ledger's state: size and root as of session.requested, by RFC 6962 §2.1. */
    @Test
    void open_applicationName_isTheLedgersState() throws Exception {
        desk.signIn("arianna");

        try (AccessSession session = desk.open(desk.target("sandbox"))) {
            String name = Desk.query(
                            session, "select application_name from pg_stat_activity where pid = pg_backend_pid()")
                    .getFirst();
            int size = desk.events().indexOf("session.requested") + 1;
            String root = HexFormat.of()
                    .formatHex(root(desk.lines().subList(0, size)))
                    .substring(0, 12);

            assertThat(name).isEqualTo("dbvouch " + session.id() + " " + size + " " + root);
            assertThat(name.length()).isLessThanOrEqualTo(63);
        }
    }

    private static byte[] root(List<String> lines) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        if (lines.size() == 1) {
            sha256.update((byte) 0);
            return sha256.digest(lines.getFirst().getBytes(StandardCharsets.UTF_8));
        }
        int half = Integer.highestOneBit(lines.size() - 1);
        byte[] left = root(lines.subList(0, half));
        byte[] right = root(lines.subList(half, lines.size()));
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox-full", "sandbox-tunnel"})
    void open_verifyFull_alsoThroughATunnel(String name) throws Exception {
        desk.signIn("arianna");

        Target target = name.endsWith("tunnel") ? desk.tunnel() : desk.target(name);
        try (AccessSession session = desk.open(target)) {
            assertThat(Desk.query(session, "select 1")).containsExactly("1");
            assertThat(session.tls().mode()).hasToString("verify-full");
            assertThat(session.tls().nameMatched()).isTrue();
        }
    }

    @Test
    void lookUp_targetThatRecordsStatements_isNeitherOnRecordNorCountedAndLeavesTheSessionIdle() throws Exception {
        desk.signIn("arianna");
        Target target = Samples.with(
                desk.target("sandbox"), new Target.Rules(null, false, false, Target.RecordStatements.TEXT));
        List<String> found = new ArrayList<>();

        try (AccessSession session = desk.open(target)) {
            Optional<Instant> idle = session.idleSince();
            session.lookUp("select 'aside'; select 'too'", new AccessSession.Reader() {
                @Override
                public void result(StatementResult result) {
                    while (result.next()) {
                        found.add(String.valueOf(result.value(0)));
                    }
                }

                @Override
                public void notice(ServerWords notice) {}
            });

            assertThat(found).containsExactly("aside", "too");
            assertThat(session.idleSince()).isEqualTo(idle).isPresent();
            assertThat(session.traffic().statements()).isZero();
            assertThat(Desk.query(session, "select 'mine'")).containsExactly("mine");
            assertThat(session.traffic().statements()).isOne();
            session.close("done");
        }

        assertThat(String.join("\n", desk.lines())).contains("select 'mine'").doesNotContain("aside");
    }

    @Test
    void open_reader_isReadOnlyAtItsOwnEndpoint() throws Exception {
        desk.signIn("arianna");

        try (AccessSession session = desk.open(desk.target("sandbox", options(null, null, true)))) {
            assertThat(session.endpoint().host()).isEqualTo("127.0.0.2");
            assertThat(Desk.query(session, "show transaction_read_only")).containsExactly("on");
        }
    }

    @Test
    void open_namesToTheLetter(Sandbox sandbox) throws Exception {
        for (String name : new String[] {SharedSandbox.ODD, SharedSandbox.LONGEST}) {
            try (Desk theirs = new Desk(sandbox, folder.resolve("of-" + name.length()), Map.of())) {
                theirs.signIn(name);
                try (AccessSession session = theirs.open(theirs.target("sandbox"))) {
                    assertThat(Desk.query(session, "select current_user")).containsExactly(name);
                }
                assertThat(of(theirs.last(), "database").get("user").getAsString())
                        .isEqualTo(name);
            }
        }
    }

    @Test
    void open_machine_isItsPrincipalWithNobodyBehindIt() throws Exception {
        try (AccessSession session = desk.open(desk.target("sandbox-ci"))) {
            assertThat(session.person()).isInstanceOf(Person.Machine.class);
            assertThat(Desk.query(session, "select current_user")).containsExactly("ci");
        }

        assertThat(desk.events())
                .containsExactly("ledger.created", "session.requested", "session.opened", "session.closed");
        assertThat(of(desk.last(), "person").get("user").isJsonNull()).isTrue();
        assertThat(of(desk.last(), "person").get("principal").getAsString()).endsWith(":user/ci");
    }

    /** The cluster's answer is remembered; the endpoints then move, and RDS tells where to. */
    @Test
    void open_endpointThatMoved_isFoundAnewAndBothAreOnRecord(Sandbox sandbox) throws Exception {
        desk.signIn("arianna");
        Target target = desk.target("sandbox");
        desk.open(target).close();
        sandbox.faults().add("cluster.moved");

        try (AccessSession session = desk.open(target)) {
            assertThat(Desk.query(session, "select 1")).containsExactly("1");
            String name = Desk.query(session, "show application_name").getFirst();
            int size = desk.events().lastIndexOf("session.requested") + 1;
            assertThat(name).startsWith("dbvouch " + session.id() + " " + size + " ");
        }

        List<JsonObject> entries = desk.entries();
        entries = entries.subList(entries.size() - 5, entries.size());
        assertThat(entries)
                .extracting(e -> e.get("event").getAsString())
                .containsExactly(
                        "session.requested",
                        "session.refused",
                        "session.requested",
                        "session.opened",
                        "session.closed");
        assertThat(entries)
                .extracting(e -> e.get("session").getAsString())
                .containsOnly(entries.getFirst().get("session").getAsString());
        List<String> endpoints = entries.stream()
                .map(e -> of(e, "database").get("endpoint").getAsString())
                .toList();
        assertThat(endpoints.get(1)).isEqualTo(endpoints.get(0));
        assertThat(endpoints.get(2)).isNotEqualTo(endpoints.get(0));
        assertThat(endpoints.get(4)).isEqualTo(endpoints.get(3)).isEqualTo(endpoints.get(2));
        assertThat(LedgerVerifier.verify(desk.ledger())).isInstanceOf(Verdict.Intact.class);
        int asked = desk.seen().size();
        desk.broker(target).token(new AccessRequest(target, null));
        assertThat(desk.seen()).as("the new place is remembered").hasSize(asked);
    }

    @Test
    void continuing_lostSession_isAnotherOneThatNamesIt() throws Exception {
        desk.signIn("arianna");
        Target target = desk.target("sandbox");
        AccessRequest request = new AccessRequest(target, "INC-1");
        try (AccessSession lost = desk.broker(target).open(request)) {
            assertThatExceptionOfType(StatementFailed.class)
                    .isThrownBy(() -> Desk.query(lost, "select pg_terminate_backend(pg_backend_pid())"));
            assertThat(lost.isLost()).isTrue();
            lost.close("connection lost");

            try (AccessSession again =
                    desk.broker(target).continuing(request, lost).open()) {
                assertThat(Desk.query(again, "select 1")).containsExactly("1");
                assertThat(again.id()).isNotEqualTo(lost.id());
                assertThat(again.subject().origin().continues()).isEqualTo(lost.id());
            }
            assertThat(desk.entries().stream()
                            .filter(entry -> entry.has("continues"))
                            .map(entry -> entry.get("continues").getAsString()))
                    .containsExactly(lost.id());
        }
    }

    @Test
    void run_sessionThatIsEndedWhileNothingRuns_isToldInTheServersWordsOnce() throws Exception {
        desk.signIn("arianna");
        try (AccessSession session = desk.open(desk.target("sandbox"));
                AccessSession other = desk.open(desk.target("sandbox"))) {
            Desk.query(other, "select pg_terminate_backend(" + session.backend().pid() + ", 10000)");

            assertThatExceptionOfType(StatementFailed.class)
                    .isThrownBy(() -> Desk.query(session, "select 1"))
                    .satisfies(failed -> assertThat(failed.said().sqlState()).isEqualTo("57P01"));
            assertThatExceptionOfType(AccessException.Unreachable.class)
                    .isThrownBy(() -> Desk.query(session, "select 1"));
        }
    }

    @Test
    void run_afterTheServerHasGone_isUnreachable(Sandbox sandbox) throws Exception {
        desk.signIn("arianna");
        try (AccessSession session = desk.open(desk.target("sandbox"))) {
            sandbox.faults().add("cluster.dropped");

            assertThatExceptionOfType(AccessException.Unreachable.class)
                    .isThrownBy(() -> Desk.query(session, "select 1"))
                    .withMessageStartingWith("the connection to the server was lost");
        }
        assertThat(desk.last().get("event").getAsString()).isEqualTo("session.closed");
    }
}
