package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ledger whose creation was cut short is created all the same. */
class LedgerCreationTest extends WrittenLedger {
    @Test
    void open_creationCutShortAtAnyFile_createsAnew() throws IOException {
        for (List<String> there : List.of(
                List.of("lock"), List.of("lock", "key.pub"), List.of("lock", "key.pub", "checkpoint", "key.tmp"))) {
            Path fresh = temporary.resolve("fresh" + there.size());
            Files.createDirectories(fresh.resolve("entries"));
            for (String name : there) {
                Path source = folder.resolve(name.replace(".tmp", ""));
                Files.write(fresh.resolve(name), Files.readAllBytes(source));
            }

            Ledger.open(fresh, CLOCK).close();

            assertThat(TestLedger.events(fresh)).containsExactly("ledger.created");
            assertIntact(fresh);
            assertThat(fresh.resolve("key.tmp")).doesNotExist();
        }
    }

    @Test
    void open_creationCutShortBeforeItsFirstEntry_writesIt() throws IOException {
        Path fresh = temporary.resolve("fresh");
        Files.createDirectories(fresh.resolve("entries"));
        SigningKey.Pair pair = LedgerKeys.create();
        Checkpoint empty = new Checkpoint(pair.verifier().name(), 0, new MerkleTree().root());
        Files.writeString(fresh.resolve("key.pub"), pair.verifier().format() + "\n");
        Files.write(
                fresh.resolve("checkpoint"),
                SignedNote.sign(empty.format(), pair.signing()).format());
        Disk.replace(fresh.resolve("key"), LedgerKeys.line(pair.signing().format()));
        assertThat(LedgerVerifier.verify(fresh)).isEqualTo(new Verdict.Intact(empty, 0, 0));
        assertThat(TestLedger.read(fresh)).isEmpty();

        Files.writeString(fresh.resolve("entries/00000000.jsonl"), "{\"v\":1,");
        Ledger.open(fresh, CLOCK).close();

        assertThat(TestLedger.events(fresh)).containsExactly("ledger.created", "ledger.recovered");
        assertIntact(fresh);
    }
}
