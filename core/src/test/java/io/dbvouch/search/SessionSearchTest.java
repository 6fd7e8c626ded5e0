package io.dbvouch.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.access.Client;
import io.dbvouch.ledger.Draft;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.ledger.LedgerReader;
import io.dbvouch.ledger.Ulid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionSearchTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Client HERE = Client.here("connect", "0.1.0");

    @TempDir
    Path folder;

    private void write(int second, String event, String session, String more) {
        try (Ledger ledger = Ledger.open(folder.resolve("ledger"), () -> NOON.plusSeconds(second))) {
            ledger.append(new Draft(
                    event,
                    "{\"session\":\"" + session + "\",\"person\":{\"user\":\"arianna\"},"
                            + "\"database\":{\"target\":\"prod\",\"name\":\"mylab\",\"user\":\"ari\"}" + more + "}"));
        }
    }

    private static String client(Client client) {
        return ",\"client\":{\"host\":\"" + client.host() + "\",\"user\":\"" + client.user() + "\",\"pid\":"
                + client.pid() + ",\"command\":\"connect\",\"version\":\"0.1.0\"}";
    }

    private List<FoundSession> sessions(EntryFilter filter) throws IOException {
        List<FoundSession> sessions = new ArrayList<>();
        try (LedgerSearch search = new LedgerSearch(LedgerReader.open(folder.resolve("ledger")), null)) {
            SessionSearch.each(search, filter, sessions::add);
        }
        return sessions;
    }

    private List<String> ids(@Nullable Integer since, @Nullable Integer until, @Nullable String event)
            throws IOException {
        return sessions(new EntryFilter(
                        since == null ? null : NOON.plusSeconds(since),
                        until == null ? null : NOON.plusSeconds(until),
                        null,
                        null,
                        null,
                        event))
                .stream()
                .map(FoundSession::id)
                .toList();
    }

    @Test
    void each_doneRefusedAndOpen_tellsHowEachEnded() throws IOException {
        write(1, "session.requested", "A", client(HERE));
        write(2, "session.opened", "A", client(HERE));
        write(3, "session.requested", "B", client(HERE));
        write(4, "session.refused", "B", ",\"failure\":{\"kind\":\"denied\",\"message\":\"no\"}" + client(HERE));
        write(5, "session.requested", "C", client(HERE));
        write(
                9,
                "session.closed",
                "A",
                ",\"ended\":\"program ended\",\"lasted_ms\":7000,\"exit_code\":3" + client(HERE));

        assertThat(sessions(EntryFilter.ALL))
                .containsExactly(
                        new FoundSession(
                                "A",
                                "arianna",
                                "prod",
                                "mylab",
                                "ari",
                                NOON.plusSeconds(1),
                                NOON.plusSeconds(9),
                                Duration.ofSeconds(7),
                                "program ended, exit code 3",
                                HERE),
                        new FoundSession(
                                "B",
                                "arianna",
                                "prod",
                                "mylab",
                                "ari",
                                NOON.plusSeconds(3),
                                NOON.plusSeconds(4),
                                null,
                                "refused: no",
                                HERE),
                        new FoundSession(
                                "C", "arianna", "prod", "mylab", "ari", NOON.plusSeconds(5), null, null, "open", HERE));
    }

    @Test
    void each_timeWithinASession_findsItWithItsStartAndEnd() throws IOException {
        String id = Ulid.create(() -> NOON.plusSeconds(10)).toString();
        write(10, "session.requested", id, "");
        write(11, "session.opened", id, "");
        write(30, "session.statement", id, "");
        write(40, "session.requested", "L", "");
        write(50, "session.closed", id, ",\"ended\":\"done\",\"lasted_ms\":39000");

        List<FoundSession> found =
                sessions(new EntryFilter(NOON.plusSeconds(20), NOON.plusSeconds(35), null, null, null, null));
        assertThat(found).singleElement().satisfies(session -> {
            assertThat(session.started()).isEqualTo(NOON.plusSeconds(10));
            assertThat(session.how()).isEqualTo("done");
            assertThat(session.lasted()).isEqualTo(Duration.ofSeconds(39));
        });
        assertThat(ids(null, 10, null)).isEmpty();
        assertThat(ids(null, 11, null)).containsExactly(id);
        assertThat(ids(45, null, null)).containsExactly(id);
        assertThat(ids(51, null, null)).isEmpty();
        assertThat(ids(null, null, "session.statement")).containsExactly(id);
        assertThat(ids(35, null, "session.requested")).containsExactly("L");
    }

    @Test
    void last_someOfMany_areTheLastToBegin() throws IOException {
        for (int i = 1; i < 6; i++) {
            write(i, "session.requested", "S" + i, "");
        }
        write(9, "session.closed", "S5", ",\"ended\":\"done\",\"lasted_ms\":\"x\"");
        try (LedgerSearch search = new LedgerSearch(LedgerReader.open(folder.resolve("ledger")), null)) {
            assertThat(SessionSearch.last(search, EntryFilter.ALL, 2))
                    .extracting(FoundSession::id)
                    .containsExactly("S4", "S5");
            assertThat(SessionSearch.last(search, EntryFilter.ALL, 0)).isEmpty();
        }
    }

    @Test
    void isSeenRunning_thisProcess_isSeenAndNoOther() {
        Instant now = Instant.now();
        Client none = new Client(HERE.host(), HERE.user(), Long.MAX_VALUE, "connect", "");

        assertThat(open(HERE, now).isSeenRunning()).isTrue();
        assertThat(open(none, now).isSeenRunning()).isFalse();
        assertThat(open(new Client("other", HERE.user(), HERE.pid(), "", ""), now)
                        .isSeenRunning())
                .isFalse();
        assertThat(open(new Client(HERE.host(), "other", HERE.pid(), "", ""), now)
                        .isSeenRunning())
                .isFalse();
        // Its number was another process's then.
        assertThat(open(HERE, NOON.minus(Duration.ofDays(9000))).isSeenRunning())
                .isFalse();
        assertThat(new FoundSession("A", null, null, null, null, now, now, null, "done", HERE).isSeenRunning())
                .isFalse();
    }

    /** Another program may have the number by now. */
    @Test
    void isSeenRunning_processOfAnotherProgram_isNotTakenForIt() throws IOException {
        Process cat = new ProcessBuilder("cat").start();
        try {
            Client client = new Client(HERE.host(), HERE.user(), cat.pid(), "", "");

            assertThat(open(client, Instant.now()).isSeenRunning()).isFalse();
        } finally {
            cat.destroy();
        }
    }

    private static FoundSession open(Client client, Instant started) {
        return new FoundSession("A", null, null, null, null, started, null, null, FoundSession.OPEN, client);
    }
}
