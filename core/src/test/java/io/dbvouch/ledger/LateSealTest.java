package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an append has acknowledged is found by whoever looks for it then, though its signature comes later. */
class LateSealTest {
    @TempDir
    Path directory;

    @TempDir
    Path temporary;

    @Test
    void read_entryJustAppended_isFound() {
        TestLedger.create(directory, 2);
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            for (int i = 0; i < 10; i++) {
                Appended appended = ledger.append(new Draft("test.read", "{}"));

                assertThat(LedgerReader.open(directory).find(appended.id())).isPresent();
            }
        }
    }

    @Test
    void verify_entryJustAppended_isCovered() {
        TestLedger.create(directory, 2);
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            Appended appended = ledger.append(new Draft("test.verified", "{}"));

            assertThat(LedgerVerifier.verify(directory))
                    .isInstanceOfSatisfying(
                            Verdict.Intact.class,
                            intact -> assertThat(intact.checkpoint().size()).isEqualTo(appended.index() + 1));
        }
    }

    @Test
    void read_headThatNoSealFollows_readsWhatIsSealed() throws IOException {
        TestLedger.create(directory, 4);
        Path killed = temporary.resolve("killed");
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            ledger.append(new Draft("test.unsealed", "{}"));
            TestLedger.copyUnsealed(directory, killed, 4);
        }
        Path head = killed.resolve("head");
        for (Instant written :
                new Instant[] {Instant.now(), Instant.EPOCH, Instant.now().plusSeconds(3600)}) {
            Files.setLastModifiedTime(head, FileTime.from(written));

            assertThat(LedgerReader.open(killed).size()).isEqualTo(4);
        }
    }

    @Test
    void read_headThatIsNone_readsWhatIsSealed() throws IOException {
        TestLedger.create(directory, 4);
        Path head = directory.resolve("head");
        for (String content : new String[] {"", "\n\n\n", "origin\n-1\n\n", "origin\n9223372036854775807\n?\n\n"}) {
            Files.writeString(head, content);

            assertThat(LedgerReader.open(directory).size()).isEqualTo(4);
        }
        Files.delete(head);
        Files.createDirectory(head);

        assertThat(LedgerReader.open(directory).size()).isEqualTo(4);
    }
}
