package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static io.dbvouch.ledger.TestLedger.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged and not yet sealed is taken over where the head vouches for it, and reported where it does not. */
class HeadTest {
    @TempDir
    Path temporary;

    private Path sealed = Path.of("");
    private Path unsealed = Path.of("");
    private List<String> lines = List.of();

    /** A ledger of four entries, and what a process leaves of it that is killed after two more. */
    @BeforeEach
    void create() {
        sealed = temporary.resolve("sealed");
        unsealed = temporary.resolve("unsealed");
        TestLedger.create(sealed, 4);
        try (Ledger ledger = Ledger.open(sealed, CLOCK)) {
            TestLedger.append(ledger, 1);
            Appended last = ledger.append(new Draft("test.last", "{}"));
            assertThat(last.index()).isEqualTo(5);
            lines = TestLedger.lines(sealed);
            TestLedger.copyUnsealed(sealed, unsealed, 4);
        }
    }

    @Test
    void open_unsealedEntries_areTakenOverWithoutAWord() {
        assertThat(LedgerVerifier.verify(unsealed))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.checkpoint().size()).isEqualTo(4));

        Ledger.open(unsealed, CLOCK).close();

        assertThat(TestLedger.lines(unsealed)).isEqualTo(lines);
        assertIntact(unsealed, 6);
        assertThat(LedgerReader.open(unsealed).checkpoint())
                .isEqualTo(LedgerReader.open(sealed).checkpoint());
    }

    @Test
    void open_anyByteOfTheHeadChanged_keepsTheEntriesAndSaysSo() throws IOException {
        byte[] head = Files.readAllBytes(unsealed.resolve("head"));
        for (int at = 0; at < head.length; at++) {
            Path copy = temporary.resolve("copy" + at);
            TestLedger.copy(unsealed, copy);
            byte[] changed = head.clone();
            changed[at] ^= 1;
            Files.write(copy.resolve("head"), changed);

            Ledger.open(copy, CLOCK).close();

            assertRecovered(copy, 2, 0, false);
        }
    }

    @Test
    void open_headCutOffMissingOrForeign_keepsTheEntriesAndSaysSo() throws IOException {
        byte[] head = Files.readAllBytes(unsealed.resolve("head"));
        Path other = temporary.resolve("other");
        TestLedger.create(other, 6);
        List<byte[]> heads = List.of(
                new byte[0],
                new byte[head.length],
                Arrays.copyOf(head, head.length - 1),
                Arrays.copyOf(head, head.length + 1),
                Arrays.copyOf(head, 40),
                Files.readAllBytes(other.resolve("head")));
        for (int i = 0; i < heads.size(); i++) {
            Path copy = temporary.resolve("copy" + i);
            TestLedger.copy(unsealed, copy);
            Files.write(copy.resolve("head"), heads.get(i));

            Ledger.open(copy, CLOCK).close();

            assertRecovered(copy, 2, 0, false);
        }
        Files.delete(unsealed.resolve("head"));
        Ledger.open(unsealed, CLOCK).close();
        assertRecovered(unsealed, 2, 0, false);
    }

    @Test
    void open_unsealedEntryChanged_isNotTakenOverWithoutAWord() {
        List<String> changed = TestLedger.lines(unsealed);
        changed.set(4, changed.get(4).replace("\"n\":0", "\"n\":1"));
        TestLedger.writeLines(unsealed, changed);

        Ledger.open(unsealed, CLOCK).close();

        assertRecovered(unsealed, 2, 0, true);
    }

    @Test
    void open_entriesThatTheHeadToldOfAreGone_saysHowMany() {
        List<String> fewer = TestLedger.lines(unsealed);
        fewer.removeLast();
        TestLedger.writeLines(unsealed, fewer);

        Ledger.open(unsealed, CLOCK).close();

        assertRecovered(unsealed, 1, 1, true);
    }

    @Test
    void open_anyByteOfTheCheckpointChanged_isRefusedThoughTheHeadIsGood() throws IOException {
        for (Path ledger : List.of(sealed, unsealed)) {
            Path file = ledger.resolve("checkpoint");
            byte[] good = Files.readAllBytes(file);
            for (int at = 0; at < good.length; at++) {
                byte[] changed = good.clone();
                changed[at] ^= 1;
                Files.write(file, changed);

                assertThatExceptionOfType(AccessException.LedgerRefused.class)
                        .isThrownBy(() -> Ledger.open(ledger, CLOCK));
            }
            Files.write(file, good);
        }
    }

    @Test
    void append_unsealedEntryChangedWhileOpen_isRefused() throws IOException {
        try (Ledger ledger = Ledger.open(sealed, CLOCK)) {
            Appended appended = ledger.append(new Draft("test.next", "{\"n\":1}"));
            List<String> changed = TestLedger.lines(sealed);
            changed.set(6, changed.get(6).replace("\"n\":1", "\"n\":2"));
            TestLedger.writeLines(sealed, changed);

            assertThatExceptionOfType(AccessException.LedgerRefused.class)
                    .isThrownBy(() -> ledger.append(new Draft("test.refused", "{}")))
                    .withMessageStartingWith("the ledger does not verify: ");

            changed.removeLast();
            TestLedger.writeLines(sealed, changed);
            assertThatExceptionOfType(AccessException.LedgerRefused.class)
                    .isThrownBy(() -> ledger.append(new Draft("test.refused", "{}")))
                    .withMessageStartingWith("the ledger does not verify: ");
            assertThat(appended.index()).isEqualTo(6);
        }
        assertThat(Files.readString(segment(sealed))).doesNotContain("test.refused");
    }

    @Test
    void parse_format_isTheHead() throws NoteException {
        SigningKey key = SigningKey.generate("example.com/log").signing();
        Head head = new Head(
                new Checkpoint("example.com/log", 7, new MerkleTree().root()), Head.sealOf(new byte[] {1, 2, 3}));

        byte[] content = head.format(key.headKey());

        assertThat(Head.parse(content, key.headKey())).isEqualTo(head);
        assertThat(Head.parse(
                        content,
                        SigningKey.generate("example.com/log").signing().headKey()))
                .isNull();
        assertThat(new String(content, StandardCharsets.US_ASCII)).startsWith("""
            example.com/log
            7
            47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
            A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E=
            """);
    }

    private static void assertRecovered(Path ledger, int kept, int lost, boolean contradicted) {
        assertThat(TestLedger.read(ledger).getLast().json())
                .contains("\"event\":\"ledger.recovered\",\"kept\":" + kept + ",\"kept_from\":4,\"lost\":" + lost
                        + ",\"contradicted\":" + contradicted + ",\"set_aside\":[],");
        assertIntact(ledger, 4 + kept + 1);
    }

    private static void assertIntact(Path ledger, int size) {
        Checkpoint checkpoint = LedgerReader.open(ledger).checkpoint();
        assertThat(checkpoint.size()).isEqualTo(size);
        assertThat(LedgerVerifier.verify(ledger)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
    }
}
