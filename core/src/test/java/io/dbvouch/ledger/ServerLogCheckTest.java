package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger of sessions, verified against the names that the server was told. */
class ServerLogCheckTest {
    private static final int SESSIONS = 4;

    @TempDir
    Path folder;

    private Path directory = Path.of("");
    private final List<WitnessedState> states = new ArrayList<>();

    /** Entries: created; then of each session requested, token.issued in the same batch where it is even, closed. */
    @BeforeEach
    void ledger() {
        directory = folder.resolve("ledger");
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            for (int i = 0; i < SESSIONS; i++) {
                Ulid session = Ulid.create(CLOCK);
                Draft requested = new Draft(
                        "session.requested", "{\"session\":\"" + session + "\",\"role\":{\"session\":\"inner\"}}");
                List<Draft> batch =
                        i % 2 == 0 ? List.of(requested, new Draft("token.issued", "{}")) : List.of(requested);
                states.add(WitnessedState.of(
                        session, ledger.append(batch).getLast().checkpoint()));
                ledger.append(new Draft("session.closed", "{\"session\":\"" + session + "\"}"));
            }
        }
    }

    @Test
    void verify_whatTheServerSaw_isIntact() throws IOException {
        assertThat(verify(states)).isInstanceOf(Verdict.Intact.class);
        assertThat(states).extracting(WitnessedState::size).containsExactly(3L, 5L, 8L, 10L);
    }

    @Test
    void verify_copyWithoutTilesAndIndex_isIntact() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.createDirectory(copy.resolve("entries"));
        for (String name : List.of("entries/00000000.jsonl", "checkpoint", "key.pub")) {
            Files.copy(directory.resolve(name), copy.resolve(name));
        }

        assertThat(LedgerVerifier.verify(copy, against(states))).isInstanceOf(Verdict.Intact.class);
    }

    /** Each entry that the last session covers, altered and left out. */
    @Test
    void verify_rewrittenAndSignedAgain_isIntactByItselfAndBrokenAgainstTheServer() throws IOException {
        VerifierKey key = LedgerReader.open(directory).verifierKey();
        List<String> lines = TestLedger.lines(directory);
        for (int i = 0; i < 10; i++) {
            List<String> altered = new ArrayList<>(lines);
            altered.set(i, lines.get(i).replaceFirst("}$", ",\"reason\":\"other\"}"));
            TestLedger.rewrite(directory, altered);
            assertThat(LedgerVerifier.verify(directory, Evidence.of(key))).isInstanceOf(Verdict.Intact.class);
            int first = i;
            WitnessedState covering = states.stream()
                    .filter(state -> state.size() > first)
                    .findFirst()
                    .orElseThrow();
            assertThat(broken(states))
                    .as("%d altered", i)
                    .satisfies(broken -> assertThat(broken.number()).isEqualTo(states.indexOf(covering) + 1L))
                    .satisfies(broken -> assertThat(broken.problem())
                            .isEqualTo("the first " + covering.size() + " entries are not those that the server saw"))
                    .satisfies(broken ->
                            assertThat(broken.expected()).isEqualTo("a root that begins with " + covering.shortRoot()));

            List<String> shorter = new ArrayList<>(lines);
            shorter.remove(i);
            TestLedger.rewrite(directory, shorter);
            assertThat(LedgerVerifier.verify(directory, Evidence.of(key))).isInstanceOf(Verdict.Intact.class);
            assertThat(broken(states).part()).as("%d left out", i).isEqualTo(Verdict.Part.SERVER);
        }
    }

    @Test
    void verify_sessionLeftOut_namesItAndItsLine() throws IOException {
        List<String> lines = new ArrayList<>(TestLedger.lines(directory));
        lines.removeIf(line -> line.contains("\"session\":\"" + states.get(1).session() + "\""));
        for (int i = 0; i < 2; i++) {
            lines.add(lines.getLast().replaceFirst("\"id\":\"" + i, "\"id\":\"" + (i + 1)));
        }
        TestLedger.rewrite(directory, lines);

        assertThat(broken(states.subList(1, 4)))
                .isEqualTo(new Verdict.Broken(
                        Verdict.Part.SERVER,
                        1,
                        folder.resolve("server.log"),
                        0,
                        "the ledger does not have a session that the server saw",
                        "session.requested of " + states.get(1).session() + " among the first 5 entries",
                        "none"));
    }

    @Test
    void verify_rolledBack_saysThatItHasFewerEntries() throws IOException {
        List<String> lines = TestLedger.lines(directory);
        TestLedger.rewrite(directory, lines.subList(0, 8));
        assertThat(verify(states.subList(0, 3))).isInstanceOf(Verdict.Intact.class);

        assertThat(broken(states))
                .isEqualTo(new Verdict.Broken(
                        Verdict.Part.SERVER,
                        4,
                        folder.resolve("server.log"),
                        0,
                        "the ledger has fewer entries than the server saw",
                        "10 entries or more",
                        "8 entries"));
        TestLedger.rewrite(directory, lines.subList(0, 1));
        assertThat(broken(states).number()).isEqualTo(1);
    }

    /** Somebody else's session, or one of this ledger's with a size that it did not have then. */
    @Test
    void verify_statesThatTheLedgerNeverHad_areBroken() throws IOException {
        WitnessedState state = states.get(2);
        String root = state.shortRoot();
        for (WitnessedState wrong : List.of(
                new WitnessedState(new Ulid(state.session().high(), 1), 8, root),
                new WitnessedState(state.session(), 7, root),
                new WitnessedState(state.session(), 9, root),
                new WitnessedState(state.session(), 8, states.get(1).shortRoot()),
                new WitnessedState(state.session(), 5, states.get(1).shortRoot()),
                new WitnessedState(state.session(), Long.MAX_VALUE / 10, root))) {
            assertThat(broken(List.of(states.get(0), wrong)).number())
                    .as(wrong.format())
                    .isEqualTo(2);
        }
        assertThat(broken(List.of(new WitnessedState(
                                state.session(), 5, states.get(1).shortRoot())))
                        .found())
                .isEqualTo("it is entry 6");
    }

    /** What counts is the entry's own member, and its event. */
    @Test
    void verify_sessionNamedElsewhereInAnEntry_isNotRequested() throws IOException {
        Ulid session = Ulid.create(CLOCK);
        Checkpoint checkpoint;
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            ledger.append(new Draft("session.closed", "{\"session\":\"" + session + "\"}"));
            ledger.append(new Draft("session.requested", "{\"role\":{\"session\":\"" + session + "\"}}"));
            checkpoint = ledger.append(new Draft("session.requested.not", "{\"session\":\"" + session + "\"}"))
                    .checkpoint();
        }

        assertThat(broken(List.of(WitnessedState.of(session, checkpoint))).problem())
                .isEqualTo("the ledger does not have a session that the server saw");
    }

    private Verdict.Broken broken(List<WitnessedState> seen) throws IOException {
        Verdict verdict = verify(seen);
        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
        return (Verdict.Broken) verdict;
    }

    private Verdict verify(List<WitnessedState> seen) throws IOException {
        return LedgerVerifier.verify(directory, against(seen));
    }

    private Evidence against(List<WitnessedState> seen) throws IOException {
        Path file = folder.resolve("server.log");
        Files.write(file, seen.stream().map(WitnessedState::format).toList());
        return new Evidence(null, null, ServerLog.read(file, null));
    }
}
