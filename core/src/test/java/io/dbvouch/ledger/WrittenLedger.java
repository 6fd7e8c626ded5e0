package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests begin with that do something to a ledger's files: a ledger of four entries that nobody holds open. */
abstract class WrittenLedger {
    @TempDir
    Path temporary;

    Path folder = Path.of("");

    @BeforeEach
    void create() {
        folder = temporary.resolve("ledger");
        TestLedger.create(folder, 4);
    }

    static void assertIntact(Path directory) {
        Checkpoint checkpoint = LedgerReader.open(directory).checkpoint();
        assertThat(LedgerVerifier.verify(directory)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
    }
}
