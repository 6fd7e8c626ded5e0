package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static io.dbvouch.ledger.TestLedger.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles and index that were lost are made again from the entries, where these give the signed root. */
class LedgerRebuildTest extends WrittenLedger {
    @Test
    void open_tileAndIndexLaggingBehind_areMadeAgain() throws IOException {
        for (String name : List.of("tile/0/000", "index")) {
            byte[] whole = Files.readAllBytes(folder.resolve(name));
            for (int length = 0; length < whole.length; length += 8) {
                Path copy = temporary.resolve(name.replace('/', '-') + length);
                TestLedger.copy(folder, copy);
                Files.write(copy.resolve(name), Arrays.copyOf(whole, length));

                Ledger.open(copy, CLOCK).close();

                assertThat(TestLedger.read(copy).getLast().json())
                        .endsWith("\"kept\":0,\"kept_from\":4,\"lost\":0,\"contradicted\":false,"
                                + "\"set_aside\":[],\"set_aside_sha256\":[],\"set_aside_bytes\":0,"
                                + "\"rebuilt\":true}");
                assertIntact(copy);
            }
        }
    }

    @Test
    void open_tilesLostInALargeLedger_areMadeAgain() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK, 20_000)) {
            TestLedger.append(ledger, 700);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("tile"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder.resolve("index"));

        try (Ledger ledger = Ledger.open(folder, CLOCK, 20_000)) {
            assertThat(ledger.append(new Draft("test.next", "{}")).index()).isEqualTo(705);
        }
        assertIntact(folder);
    }

    /** Whoever waits for the lock meanwhile does not wait for a whole ledger to be read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void open_rightEdgeLost_isMadeAgainWithoutReadingOldEntries(boolean zeroes) throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK, 20_000)) {
            TestLedger.append(ledger, 700);
        }
        byte[] old = Files.readAllBytes(segment(folder));
        byte[] altered = old.clone();
        altered[altered.length / 2] ^= 1;
        Files.write(segment(folder), altered);
        for (String name : List.of("tile/1/000", "tile/0/002", "index")) {
            byte[] content = Files.readAllBytes(folder.resolve(name));
            byte[] left = Arrays.copyOf(content, name.equals("index") ? 512 * 8 : 0);
            Files.write(folder.resolve(name), zeroes ? Arrays.copyOf(left, content.length) : left);
        }

        try (Ledger ledger = Ledger.open(folder, CLOCK, 20_000)) {
            assertThat(ledger.append(new Draft("test.next", "{}")).index()).isEqualTo(705);
        }

        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Broken.class);
        Files.write(segment(folder), old);
        assertIntact(folder);
        assertThat(TestLedger.read(folder).get(704).json()).endsWith("\"rebuilt\":true}");
    }

    @Test
    void open_entryAtTheRightEdgeAlteredAndItsHashLost_isRefusedAndNothingChanged() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            TestLedger.append(ledger, 300);
        }
        byte[] entries = Files.readAllBytes(segment(folder));
        entries[entries.length - 3] ^= 1;
        Files.write(segment(folder), entries);
        Files.write(folder.resolve("tile/0/001"), new byte[64]);

        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> Ledger.open(folder, CLOCK))
                .withMessageStartingWith("the ledger does not verify: ");

        assertThat(folder.resolve("tile/0/001")).hasBinaryContent(new byte[64]);
    }
}
