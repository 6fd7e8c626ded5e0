package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static io.dbvouch.ledger.TestLedger.segment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an append leaves when it is cut short, the ledger opens, and holds all that was acknowledged. */
class LedgerRecoveryTest extends WrittenLedger {
    private List<Entry> before = List.of();

    @BeforeEach
    void read() {
        before = TestLedger.read(folder);
    }

    @Test
    void open_everyPrefixOfAnAppendedBatch_keepsWholeEntriesAndSetsTheRestAside() throws IOException {
        Path later = temporary.resolve("later");
        TestLedger.copy(folder, later);
        try (Ledger ledger = Ledger.open(later, CLOCK)) {
            TestLedger.append(ledger, 2);
        }
        byte[] all = Files.readAllBytes(segment(later));
        List<String> lines = TestLedger.lines(later);
        int start = (int) Files.size(segment(folder));

        // Every length around a line's start and end, and every seventh between.
        int firstEnd = start + lines.get(4).length() + 1;
        for (int length = start; length <= all.length; length++) {
            if (length % 7 != 0 && Math.abs(length - firstEnd) > 2 && length - start > 2 && all.length - length > 2) {
                continue;
            }
            Path copy = temporary.resolve("copy" + length);
            TestLedger.copy(folder, copy);
            Files.write(segment(copy), Arrays.copyOf(all, length));
            String rest = new String(all, start, length - start, UTF_8);
            int kept = (int) rest.chars().filter(c -> c == '\n').count();
            String torn = rest.substring(rest.lastIndexOf('\n') + 1);

            assertThat(LedgerVerifier.verify(copy))
                    .isInstanceOfSatisfying(
                            Verdict.Intact.class,
                            intact -> assertThat(intact.beyond()).isEqualTo(rest.length()));
            Ledger.open(copy, CLOCK).close();

            List<String> expected = lines.subList(0, 4 + kept);
            List<Entry> entries = TestLedger.read(copy);
            assertThat(entries.stream().map(Entry::json).limit(4 + kept)).isEqualTo(expected);
            if (rest.isEmpty()) {
                assertThat(entries).hasSize(4);
            } else {
                String file = "entries/00000000.jsonl".substring(8) + "." + (length - torn.length());
                assertThat(entries).hasSize(5 + kept);
                assertThat(entries.getLast().json())
                        .endsWith("\"event\":\"ledger.recovered\",\"kept\":" + kept
                                + ",\"kept_from\":4,\"lost\":0,\"contradicted\":false,\"set_aside\":["
                                + (torn.isEmpty() ? "" : "\"recovered/" + file + "\"")
                                + "],\"set_aside_sha256\":["
                                + (torn.isEmpty() ? "" : "\"" + Sha256.hex(torn) + "\"")
                                + "],\"set_aside_bytes\":" + torn.length() + ",\"rebuilt\":false}");
                assertThat(torn.isEmpty()
                                || Files.readString(copy.resolve("recovered").resolve(file))
                                        .equals(torn))
                        .isTrue();
            }
            assertIntact(copy);
            Ledger.open(copy, CLOCK).close();
            assertThat(TestLedger.read(copy)).hasSameSizeAs(entries);
        }
    }

    @Test
    void append_ledgerOpenWhileAnotherProcessIsCutShort_recoversToo() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            Files.writeString(segment(folder), "{\"v\":1,\"id", StandardOpenOption.APPEND);

            assertThat(ledger.append(new Draft("test.next", "{}")).index()).isEqualTo(5);
        }

        assertThat(TestLedger.events(folder))
                .containsExactly(
                        "ledger.created",
                        "test.counted",
                        "test.counted",
                        "test.counted",
                        "ledger.recovered",
                        "test.next");
        assertIntact(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\0\0\0\0\n",
                "{}\n",
                "not json\n",
                "{\"v\":1,\"id\":\"7ZZZZZZZZZZZZZZZZZZZZZZZZY\",\"time\":\"2026-11-22T12:00:00.123456Z\",\"event\":\"a\",}\n",
                "{\"v\":1,\"id\":\"7ZZZZZZZZZZZZZZZZZZZZZZZZY\",\"time\":\"2026-13-22T12:00:00.123456Z\",\"event\":\"a\"}\n",
                "{\"v\":2,\"id\":\"7ZZZZZZZZZZZZZZZZZZZZZZZZY\",\"time\":\"2026-11-22T12:00:00.123456Z\",\"event\":\"a\"}\n",
            })
    void open_whatIsNotAnEntryBeyondTheCheckpoint_isSetAside(String beyond) throws IOException {
        long end = Files.size(segment(folder));
        Files.writeString(segment(folder), beyond + "{\"v\":1", StandardOpenOption.APPEND);

        Ledger.open(folder, CLOCK).close();

        assertThat(TestLedger.events(folder)).hasSize(5).last().isEqualTo("ledger.recovered");
        assertThat(folder.resolve("recovered/00000000.jsonl." + end)).hasContent(beyond + "{\"v\":1");
        assertIntact(folder);
    }

    @Test
    void open_notUtf8BeyondTheCheckpoint_isSetAside() throws IOException {
        String line = before.getLast().json().replace(before.getLast().id().toString(), "7ZZZZZZZZZZZZZZZZZZZZZZZZY");
        byte[] bytes = (line.replace("\"n\":2", "\"n\":\"?\"") + "\n").getBytes(UTF_8);
        bytes[bytes.length - 4] = (byte) 0xff;
        Files.write(segment(folder), bytes, StandardOpenOption.APPEND);

        Ledger.open(folder, CLOCK).close();

        assertThat(TestLedger.events(folder)).hasSize(5).last().isEqualTo("ledger.recovered");
        assertIntact(folder);
    }

    @Test
    void open_earlierEntryBeyondTheCheckpoint_isRefusedAndNothingChanged() throws IOException {
        Files.writeString(segment(folder), before.get(1).json() + "\n", StandardOpenOption.APPEND);
        byte[] bytes = Files.readAllBytes(segment(folder));

        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> Ledger.open(folder, CLOCK))
                .withMessage("the ledger does not verify: an earlier entry follows the last one")
                .satisfies(refused -> assertThat(refused.evidence())
                        .containsEntry("number", "4")
                        .containsEntry("found", before.get(1).id().toString()));
        assertThat(segment(folder)).hasBinaryContent(bytes);
    }

    @Test
    void open_cutShortJustAfterANewSegment_keepsOrSetsAside() throws IOException {
        String line = before.getLast().json().replace(before.getLast().id().toString(), "7ZZZZZZZZZZZZZZZZZZZZZZZZY");
        Path next = folder.resolve("entries/00000004.jsonl");

        Files.createFile(next);
        Ledger.open(folder, CLOCK).close();
        assertThat(next).doesNotExist();
        assertThat(TestLedger.read(folder)).hasSize(4);

        Files.writeString(folder.resolve("entries/00000007.jsonl"), line + "\n");
        Files.writeString(next, line + "\n{\"v");
        Ledger.open(folder, CLOCK).close();
        assertThat(TestLedger.lines(folder)).hasSize(4);
        assertThat(Files.readAllLines(next)).hasSize(2).first().isEqualTo(line);
        assertThat(folder.resolve("recovered/00000004.jsonl." + (line.length() + 1)))
                .hasContent("{\"v");
        assertThat(folder.resolve("recovered/00000007.jsonl.0")).hasContent(line + "\n");
        assertThat(TestLedger.events(folder)).hasSize(6).last().isEqualTo("ledger.recovered");
        assertIntact(folder);
    }

    @Test
    void open_recoveryItselfCutShort_isToldOfByTheNext() throws IOException {
        Files.createDirectory(folder.resolve("recovered"));
        Files.writeString(folder.resolve("recovered/00000000.jsonl.99.unreported"), "{\"v");

        Ledger.open(folder, CLOCK).close();

        assertThat(TestLedger.read(folder).getLast().json())
                .endsWith(
                        "\"kept\":0,\"kept_from\":4,\"lost\":0,\"contradicted\":false,\"set_aside\":[\"recovered/00000000.jsonl.99\"],\"set_aside_sha256\":[\""
                                + Sha256.hex("{\"v") + "\"],\"set_aside_bytes\":3,\"rebuilt\":false}");
        assertThat(folder.resolve("recovered/00000000.jsonl.99")).hasContent("{\"v");
    }

    @Test
    void open_sameBytesTornTwice_keepsBoth() throws IOException {
        Files.writeString(segment(folder), "{\"v", StandardOpenOption.APPEND);
        Files.createDirectory(folder.resolve("recovered"));
        long end = before.stream().mapToLong(entry -> entry.bytes().length + 1).sum();
        Files.writeString(folder.resolve("recovered/00000000.jsonl." + end), "earlier");

        Ledger.open(folder, CLOCK).close();

        assertThat(folder.resolve("recovered/00000000.jsonl." + end)).hasContent("earlier");
        assertThat(folder.resolve("recovered/00000000.jsonl." + end + ".1")).hasContent("{\"v");
    }
}
