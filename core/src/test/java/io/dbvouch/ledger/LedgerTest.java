package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static io.dbvouch.ledger.TestLedger.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    Path folder;

    @Test
    void append_newLedger_isReadAndVerified() {
        Path directory = folder.resolve("state/dbvouch/ledger");
        Appended appended;
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            ledger.append(new Draft("login.succeeded", "{}"));
            appended = ledger.append(new Draft("session.opened", " { \"person\": {\"user\":\"zoë\"} } "));
        }

        assertThat(appended.index()).isEqualTo(2);
        assertThat(appended.time()).isEqualTo(NOON);
        assertThat(appended.checkpoint().size()).isEqualTo(3);
        List<Entry> entries = TestLedger.read(directory);
        assertThat(entries)
                .extracting(Entry::event)
                .containsExactly("ledger.created", "login.succeeded", "session.opened");
        assertThat(entries.get(1).json()).endsWith(",\"event\":\"login.succeeded\"}");
        Entry last = entries.getLast();
        assertThat(last.json())
                .isEqualTo("{\"v\":1,\"id\":\"" + appended.id() + "\",\"time\":\"2026-11-22T12:00:00.123456Z\","
                        + "\"event\":\"session.opened\",\"person\": {\"user\":\"zoë\"}}");
        assertThat(last.id()).isEqualTo(appended.id());
        assertThat(last.time()).isEqualTo(NOON);
        assertThat(last.index()).isEqualTo(2);
        assertThat(LedgerVerifier.verify(directory)).isEqualTo(new Verdict.Intact(appended.checkpoint(), 0, 0));
    }

    @Test
    void open_newLedger_hasPrivateFilesAndSaysItsKey() throws IOException {
        Path directory = folder.resolve("ledger");
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            assertThat(ledger.origin()).matches("dbvouch\\.io/ledger/[a-z0-9.-]+/[0-9a-f]{16}");
            assertThat(LedgerReader.open(directory).checkpoint().origin()).isEqualTo(ledger.origin());
        }

        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                modes.put(directory.relativize(file).toString(), mode);
            }
        }
        assertThat(modes.keySet())
                .containsExactly(
                        "",
                        "checkpoint",
                        "entries",
                        "entries/00000000.jsonl",
                        "head",
                        "index",
                        "key",
                        "key.pub",
                        "lock",
                        "tile",
                        "tile/0",
                        "tile/0/000");
        modes.forEach((name, mode) -> assertThat(mode)
                .as(name)
                .isEqualTo(Files.isDirectory(directory.resolve(name)) ? "rwx------" : "rw-------"));
        String key = Files.readString(directory.resolve("key.pub")).strip();
        assertThat(TestLedger.lines(directory).getFirst())
                .endsWith("\"event\":\"ledger.created\",\"key\":\"" + key + "\"}");
    }

    @Test
    void open_again_goesOn() {
        TestLedger.create(folder, 3);

        Appended next;
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            next = ledger.append(new Draft("test.next", "{}"));
        }

        assertThat(next.index()).isEqualTo(3);
        assertThat(TestLedger.events(folder))
                .containsExactly("ledger.created", "test.counted", "test.counted", "test.next");
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(next.checkpoint(), 0, 0));
    }

    @Test
    void append_batch_hasOneCheckpoint() {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            List<Appended> batch = ledger.append(List.of(new Draft("a", "{}"), new Draft("b", "{}")));

            assertThat(batch).extracting(Appended::index).containsExactly(1L, 2L);
            assertThat(batch.get(0).checkpoint()).isSameAs(batch.get(1).checkpoint());
            assertThat(batch.get(1).id()).isGreaterThan(batch.get(0).id());
            assertThat(ledger.append(List.of())).isEmpty();
            ledger.seal();
            assertThat(batch.get(1).checkpoint())
                    .isEqualTo(LedgerReader.open(folder).checkpoint());
        }
    }

    @Test
    void append_tooLongAnEntry_isRefusedAndTheLongestTaken() {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            ledger.append(new Draft("a", "{\"a\":\"\"}"));
            ledger.seal();
            int around = TestLedger.read(folder).getLast().bytes().length;
            String longest = "x".repeat(65_535 - around);

            assertThatExceptionOfType(AccessException.LedgerRefused.class)
                    .isThrownBy(() -> ledger.append(new Draft("a", "{\"a\":\"" + longest + "x\"}")))
                    .satisfies(refused -> assertThat(refused.evidence()).containsEntry("bytes", "65536"));
            assertThat(ledger.append(new Draft("a", "{\"a\":\"" + longest + "\"}"))
                            .index())
                    .isEqualTo(2);
        }

        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
        assertThat(TestLedger.read(folder).getLast().bytes()).hasSize(65_535);
    }

    @Test
    void append_smallSegments_startsNewOnesNamedByTheirFirstEntry() throws IOException {
        Checkpoint checkpoint;
        try (Ledger ledger = Ledger.open(folder, CLOCK, 1000)) {
            TestLedger.append(ledger, 1);
            TestLedger.append(ledger, 30);
            checkpoint = TestLedger.append(ledger, 1);
        }

        List<Entry> entries = TestLedger.read(folder);
        assertThat(entries).hasSize(33);
        for (long first : new Segments(folder.resolve("entries")).list()) {
            Path segment = new Segments(folder.resolve("entries")).path(first);
            assertThat(Files.readAllLines(segment).getFirst())
                    .isEqualTo(entries.get((int) first).json());
            assertThat(Files.size(segment)).isLessThan(1200);
        }
        assertThat(new Segments(folder.resolve("entries")).list()).hasSizeGreaterThan(3);
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
        for (int from = 0; from <= 33; from++) {
            assertThat(TestLedger.read(LedgerReader.open(folder).from(from)))
                    .extracting(Entry::json)
                    .isEqualTo(
                            entries.subList(from, 33).stream().map(Entry::json).toList());
        }
    }

    @Test
    void last_anyCount_isTheEndOfTheLedger() {
        TestLedger.create(folder, 5);
        LedgerReader reader = LedgerReader.open(folder);

        assertThat(TestLedger.read(reader.last(2))).extracting(Entry::index).containsExactly(3L, 4L);
        assertThat(TestLedger.read(reader.last(0))).isEmpty();
        assertThat(TestLedger.read(reader.last(-1))).isEmpty();
        assertThat(TestLedger.read(reader.last(100))).hasSize(5);
        assertThatIllegalArgumentException().isThrownBy(() -> reader.from(6));
        assertThatIllegalArgumentException().isThrownBy(() -> reader.from(-1));
    }

    @Test
    void from_indexLost_findsTheEntryAllTheSame() throws IOException {
        TestLedger.create(folder, 5);
        Files.write(folder.resolve("index"), new byte[5 * 8]);

        assertThat(TestLedger.read(LedgerReader.open(folder).from(3)))
                .extracting(Entry::index)
                .containsExactly(3L, 4L);
    }

    @Test
    void verify_copyOfEntriesCheckpointAndVerifierKeyAlone_isIntact() throws IOException {
        Path ledger = folder.resolve("ledger");
        Path copy = folder.resolve("copy");
        Checkpoint checkpoint = TestLedger.create(ledger, 300);
        Files.createDirectories(copy);
        TestLedger.copy(ledger.resolve("entries"), copy.resolve("entries"));
        for (String name : List.of("checkpoint", "key.pub")) {
            Files.copy(ledger.resolve(name), copy.resolve(name));
        }

        // 300 leaf hashes, one of level 1, 300 offsets.
        assertThat(LedgerVerifier.verify(copy)).isEqualTo(new Verdict.Intact(checkpoint, 0, 601));
        assertThat(LedgerVerifier.verify(
                        copy, Evidence.of(LedgerReader.open(ledger).verifierKey())))
                .isInstanceOf(Verdict.Intact.class);
        assertThat(TestLedger.read(LedgerReader.open(copy).last(3)))
                .extracting(Entry::index)
                .containsExactly(297L, 298L, 299L);
        assertThat(LedgerReader.open(copy).signedCheckpoint().format())
                .isEqualTo(Files.readAllBytes(ledger.resolve("checkpoint")));
    }

    @Test
    void verify_noLedger_isRefused() {
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> LedgerVerifier.verify(folder))
                .withMessage("there is no ledger in " + folder);
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> LedgerReader.open(folder))
                .withMessage("there is no ledger in " + folder);
    }

    @Test
    void append_closed_isRefused() {
        Ledger ledger = Ledger.open(folder, CLOCK);
        ledger.close();

        assertThatIllegalStateException().isThrownBy(() -> ledger.append(new Draft("a", "{}")));
    }

    @Test
    void verify_otherLedgersKey_isBroken() throws NoteException {
        TestLedger.create(folder, 2);
        VerifierKey own = VerifierKey.parse(TestLedger.unchecked(() -> Files.readString(folder.resolve("key.pub")))
                .strip());
        VerifierKey other = SigningKey.generate(own.name()).verifier();

        assertThat(LedgerVerifier.verify(folder, Evidence.of(own))).isInstanceOf(Verdict.Intact.class);
        assertThat(LedgerVerifier.verify(folder, Evidence.of(other)))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.part()).isEqualTo(Verdict.Part.KEY));
    }

    @Test
    void hostName_anyText_isOneForKeyNames() {
        assertThat(LedgerKeys.hostName("Laptop-7.example.COM\n")).isEqualTo("laptop-7.example.com");
        assertThat(LedgerKeys.hostName("a+b c/d_é")).isEqualTo("a-b-c-d--");
        assertThat(LedgerKeys.hostName("")).isEqualTo("localhost");
        assertThat(LedgerKeys.hostName("x".repeat(300))).hasSize(63);
    }
}
