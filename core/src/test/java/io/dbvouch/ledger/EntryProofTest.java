package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryProofTest {
    private static final String HASH = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    @TempDir
    Path folder;

    private Path directory = Path.of("");

    @BeforeEach
    void folder() {
        directory = folder.resolve("ledger");
    }

    /** The example of c2sp.org/tlog-proof, but for the dots in it and its base64, which is cut off in the middle. */
    @Test
    void parse_exampleOfTheSpecification_formatsTheSame() throws NoteException {
        String text = """
            c2sp.org/tlog-proof@v1
            extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6
            index 73894
            gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
            B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
            EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
            RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
            AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

            example.com/fancylog
            109482
            sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

            — example.com/fancylog Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            """;

        EntryProof proof = EntryProof.parse(text.getBytes(UTF_8));

        assertThat(new String(proof.format(), UTF_8)).isEqualTo(text);
        assertThat(proof.index()).isEqualTo(73_894);
        assertThat(proof.line()).map(line -> new String(line, UTF_8)).contains("age-v1.2.1-darwin-arm64.tar.gz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v1",
                "c2sp.org/tlog-proof@v1\n",
                "c2sp.org/tlog-proof@v1\nindex 0\n",
                "c2sp.org/tlog-proof@v1\n\nindex 0\n",
                "c2sp.org/tlog-proof@v2\nindex 0\n\nlog\n",
                "c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\nlog\n",
                "c2sp.org/tlog-proof@v1\nextra YQ==\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nextra YR==\nindex 0\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nextra YQ\nindex 0\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nextra YQ==\nextra YQ==\nindex 0\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nextra YQ==\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex \n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex 01\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex +1\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex -1\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex x\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex 0\n" + HASH + " \n\nlog\n",
                "c2sp.org/tlog-proof@v1\nindex 0\n" + HASH + HASH + "\n\nlog\n",
            })
    void parse_notAProof_refuses(String text) {
        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> EntryProof.parse(text.getBytes(UTF_8)));
    }

    @Test
    void parse_notUtf8_refuses() {
        byte[] proof = ("c2sp.org/tlog-proof@v1\nindex 0\n\nlog" + (char) 0xff + "\n").getBytes(ISO_8859_1);

        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> EntryProof.parse(proof));
    }

    @Test
    void prove_everyEntry_checksWithTheKeyAlone() throws NoteException {
        Checkpoint checkpoint = TestLedger.create(directory, 260);
        LedgerReader reader = LedgerReader.open(directory);
        VerifierKey key = reader.verifierKey();
        for (Entry entry : TestLedger.read(directory)) {
            byte[] file =
                    new LedgerProver(reader).prove(entry.id()).orElseThrow().format();

            EntryProof proof = EntryProof.parse(file);
            assertThat(proof.index()).isEqualTo(entry.index());
            assertThat(proof.line()).contains(entry.bytes());
            assertThat(proof.check(key, entry.bytes())).isEqualTo(checkpoint);
        }
    }

    @Test
    void check_everyByteOfAProofFlipped_neverShowsAnythingElse() throws NoteException {
        TestLedger.create(directory, 5);
        LedgerReader reader = LedgerReader.open(directory);
        VerifierKey key = reader.verifierKey();
        Entry entry = TestLedger.read(directory).get(3);
        byte[] file = new LedgerProver(reader).prove(entry.id()).orElseThrow().format();
        int refused = 0;
        for (int i = 0; i < file.length; i++) {
            byte[] wrong = file.clone();
            wrong[i] ^= 1;
            try {
                EntryProof proof = EntryProof.parse(wrong);
                proof.check(key, proof.line().orElseThrow());
            } catch (NoteException e) {
                refused++;
            }
        }

        assertThat(refused).isEqualTo(file.length);
    }

    @Test
    void check_notWhatWasProved_refusesAndSaysWhy() throws NoteException {
        TestLedger.create(directory, 5);
        LedgerReader reader = LedgerReader.open(directory);
        VerifierKey key = reader.verifierKey();
        List<Entry> entries = TestLedger.read(directory);
        LedgerProver prover = new LedgerProver(reader);
        EntryProof proof = prover.prove(entries.get(3).id()).orElseThrow();
        byte[] entry = entries.get(3).bytes();
        byte[] note = prover.checkpoint();
        Path other = folder.resolve("other");
        TestLedger.create(other, 5);

        refused(proof, key, entries.get(2).bytes(), "the hashes do not lead from the entry to the signed root");
        refused(new EntryProof(entry, 5, List.of(), note), key, entry, "the checkpoint covers 5 entries, not number 5");
        refused(new EntryProof(entry, 2, List.of(), note), key, entry, "the hashes do not lead from");
        refused(proof, LedgerReader.open(other).verifierKey(), entry, "no signature by ");
        byte[] tampered =
                new String(proof.format(), UTF_8).replace("\n5\n", "\n6\n").getBytes(UTF_8);
        refused(EntryProof.parse(tampered), key, entry, "the signature of ");
        assertThat(proof.check(key, entry).size()).isEqualTo(5);
    }

    private static void refused(EntryProof proof, VerifierKey key, byte[] entry, String message) {
        assertThatExceptionOfType(NoteException.class)
                .isThrownBy(() -> proof.check(key, entry))
                .withMessageStartingWith(message);
    }

    @Test
    void prove_noSuchId_isNone() {
        TestLedger.create(directory, 5);
        LedgerProver prover = new LedgerProver(LedgerReader.open(directory));

        assertThat(prover.prove(new Ulid(0, 0))).isEmpty();
        assertThat(prover.prove(new Ulid(-1, -1))).isEmpty();
        Ulid third = TestLedger.read(directory).get(2).id();
        assertThat(prover.prove(new Ulid(third.high() + 1, 0))).isEmpty();
    }

    @Test
    void prove_tilesLagBehind_refusesUntilTheNextAppend() throws IOException {
        TestLedger.create(directory, 5);
        Ulid id = TestLedger.read(directory).get(1).id();
        Path tile = directory.resolve("tile/0/000");
        Files.write(tile, Arrays.copyOf(Files.readAllBytes(tile), 4 * TreeHash.BYTES));

        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> new LedgerProver(LedgerReader.open(directory)).prove(id))
                .withMessage("hashes are missing in the ledger's tiles");
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            TestLedger.append(ledger, 1);
        }
        assertThat(new LedgerProver(LedgerReader.open(directory)).prove(id)).isPresent();
    }

    @Test
    void prove_alteredTileEntryOrCheckpoint_refuses() throws IOException {
        TestLedger.create(directory, 5);
        Ulid id = TestLedger.read(directory).get(1).id();
        for (String file : List.of("tile/0/000", "entries/00000000.jsonl", "checkpoint")) {
            Path altered = folder.resolve(file.replace('/', '-'));
            TestLedger.copy(directory, altered);
            byte[] bytes = Files.readAllBytes(altered.resolve(file));
            // A sibling of the entry that is proved; the entry itself; the signed text.
            int at = file.startsWith("tile") ? 3 * TreeHash.BYTES : file.startsWith("entries") ? secondEnd(bytes) : 80;
            bytes[at] ^= 1;
            Files.write(altered.resolve(file), bytes);

            assertThatExceptionOfType(AccessException.LedgerRefused.class)
                    .as(file)
                    .isThrownBy(() -> new LedgerProver(LedgerReader.open(altered)).prove(id));
        }
    }

    private static int secondEnd(byte[] segment) {
        return new String(segment, UTF_8).indexOf("\"n\":0") + 4;
    }
}
