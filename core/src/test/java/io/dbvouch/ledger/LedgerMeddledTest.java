package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static io.dbvouch.ledger.TestLedger.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that holds a ledger open finds what somebody does to its acknowledged entries meanwhile. */
class LedgerMeddledTest extends WrittenLedger {
    @Test
    void append_acknowledgedEntryCutOffWhileOpen_isRefusedBeforeAnythingIsWritten() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            TestLedger.append(ledger, 2);
            byte[] bytes = Files.readAllBytes(segment(folder));
            byte[] cut = Arrays.copyOf(bytes, bytes.length - 9);
            Files.write(segment(folder), cut);
            int start = bytes.length - TestLedger.lines(folder).getLast().length() - 9;

            assertThatExceptionOfType(AccessException.LedgerRefused.class)
                    .isThrownBy(() -> ledger.append(new Draft("test.refused", "{}")))
                    .withMessage("the ledger does not verify: entry 5 is missing")
                    .satisfies(refused -> assertThat(refused.evidence())
                            .containsEntry("file", segment(folder).toString())
                            .containsEntry("number", "5")
                            .containsEntry("offset", Integer.toString(start)));

            assertThat(segment(folder)).hasBinaryContent(cut);
            assertThat(folder.resolve("recovered")).doesNotExist();
            Files.write(segment(folder), bytes);
            assertThat(ledger.append(new Draft("test.next", "{}")).index()).isEqualTo(6);
        }
        assertIntact(folder);
    }

    @Test
    void append_writtenAnewAndSignedWhileOpen_isRefusedBeforeAnythingIsWritten() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            TestLedger.append(ledger, 2);
            ledger.seal();
            List<String> lines = TestLedger.lines(folder);
            lines.set(5, lines.get(5).replace("\"n\":1", "\"n\":7"));
            TestLedger.rewrite(folder, lines);
            byte[] bytes = Files.readAllBytes(segment(folder));

            assertThatExceptionOfType(AccessException.LedgerRefused.class)
                    .isThrownBy(() -> ledger.append(new Draft("test.refused", "{}")))
                    .withMessage("the ledger does not verify: the first 6 entries are not those that were appended")
                    .satisfies(refused -> assertThat(refused.evidence())
                            .containsEntry("file", folder.resolve("checkpoint").toString()));

            assertThat(segment(folder)).hasBinaryContent(bytes);
        }
    }
}
