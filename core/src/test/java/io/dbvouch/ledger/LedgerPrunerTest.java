package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is pruned, under which conditions, and what a run leaves that is cut short. */
final class LedgerPrunerTest extends PrunableLedger {
    @Test
    void run_exportedPart_goesAndTheLedgerStaysIntact() throws IOException {
        List<String> before = segments();
        String gone = Sha256.hex(Files.readAllBytes(ledger.resolve("entries").resolve(before.get(1))));
        Checkpoint then = LedgerReader.open(ledger).checkpoint();
        Entry last = TestLedger.read(ledger).get((int) first(before.get(3)) - 1);
        TileExport.run(ledger, export);

        PrunePlan plan = prune(3);

        long size = first(before.get(3));
        assertThat(plan.size()).isEqualTo(size);
        assertThat(segments()).isEqualTo(before.subList(3, before.size()));
        assertThat(intact().pruned()).isEqualTo(size);
        assertThat(intact().checkpoint().size()).isEqualTo(then.size() + 1);
        Entry record = TestLedger.read(ledger).getLast();
        assertThat(record.event()).isEqualTo("ledger.pruned");
        assertThat(record.json())
                .contains(
                        "\"entries\":" + size + ",\"size\":" + size + ",\"last_id\":\"" + last.id() + "\",\"root\":\"")
                .contains("{\"file\":\"" + before.get(1) + "\",\"sha256\":\"" + gone + "\"}")
                .endsWith(",\"client\":{\"user\":\"ana\"}}");
        assertThat(indexes())
                .isEqualTo(LongStream.range(size, then.size() + 1).boxed().toList());
    }

    @Test
    void plan_nothingOldEnough_hasNothingAndSaysHowFarTheOldestReaches() {
        PrunePlan plan = LedgerPruner.plan(ledger, day(1));

        assertThat(plan.entries()).isZero();
        assertThat(plan.segments()).isEmpty();
        assertThat(plan.oldest()).isEqualTo(day(1));
        LedgerPruner.check(ledger, plan, null);
        // The last segment stays, however old it is.
        assertThat(LedgerPruner.plan(ledger, day(99)).oldest()).isEqualTo(day(5));
    }

    @Test
    void check_noExportOrAnIncompleteOrAlteredOne_refuses() throws IOException {
        PrunePlan plan = LedgerPruner.plan(ledger, day(4));

        assertThat(refusal(plan, null))
                .isEqualTo(plan.entries() + " entries are to go, and no export is named that has them");
        assertThat(refusal(plan, export)).contains("has no checkpoint");
        TileExport.run(ledger, export);
        LedgerPruner.check(ledger, plan, export);
        Path bundle = export.resolve("tile/entries/000");
        byte[] sound = Files.readAllBytes(bundle);
        for (int at : new int[] {0, 1, 2, 300, sound.length / 2, sound.length - 1}) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(bundle, changed);
            assertThat(refusal(plan, export)).startsWith("not everything that is to go is in ");
        }
        Files.write(bundle, Arrays.copyOf(sound, sound.length - 1));
        assertThat(refusal(plan, export)).endsWith("has 255 entries of 256");
        Files.delete(bundle);
        assertThat(refusal(plan, export)).endsWith("has 0 entries of 256");
        assertThat(segments()).hasSizeGreaterThan(4);
    }

    @Test
    void check_exportOfAnotherLedgerOrOfTooFewEntries_refuses() {
        TileExport.run(ledger, export);
        append(6, 2);
        append(7, 2);
        PrunePlan all = LedgerPruner.plan(ledger, day(99));
        assertThat(refusal(all, export)).contains("entries, and those to go are up to " + all.size());
        TestLedger.create(folder.resolve("other"), 3);
        TileExport.run(folder.resolve("other"), folder.resolve("site"));
        assertThat(refusal(all, folder.resolve("site"))).contains("it has another ledger's checkpoint");
    }

    @Test
    void plan_alteredLedger_refuses() throws IOException {
        byte[] bytes = Files.readAllBytes(TestLedger.segment(ledger));
        bytes[bytes.length - 3] ^= 1;
        Files.write(TestLedger.segment(ledger), bytes);

        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> LedgerPruner.plan(ledger, day(3)))
                .withMessageContaining("was altered");
    }

    @Test
    void run_againAndAgain_goesOnFromThere() {
        TileExport.run(ledger, export);
        prune(2);
        prune(3);
        PrunePlan plan = prune(4);

        assertThat(intact().pruned()).isEqualTo(plan.size());
        assertThat(LedgerPruner.plan(ledger, day(4)).entries()).isZero();
        assertThat(TestLedger.events(ledger).stream().filter("ledger.pruned"::equals))
                .hasSize(3);
    }

    /** Cut short between any two of its files. */
    @Test
    void run_cutShort_isFinishedByTheNext() throws IOException {
        TileExport.run(ledger, export);
        Path whole = folder.resolve("whole");
        TestLedger.copy(ledger, whole);
        PrunePlan plan = prune(4);
        Path backup = folder.resolve("backup");
        TestLedger.copy(ledger, backup);
        for (int removed = 0; removed < plan.segments().size(); removed++) {
            for (PrunePlan.Segment segment :
                    plan.segments().subList(removed, plan.segments().size())) {
                Files.copy(
                        whole.resolve("entries").resolve(segment.file()),
                        ledger.resolve("entries").resolve(segment.file()));
            }
            assertThat(intact().pruned()).isEqualTo(plan.segments().get(removed).first());
            PrunePlan rest = LedgerPruner.plan(ledger, day(4));
            assertThat(rest.entries()).isZero();
            assertThat(rest.unfinished()).isEqualTo(plan.segments().size() - removed);

            LedgerPruner.run(ledger, rest, () -> day(9), "{}");

            assertThat(intact().pruned()).isEqualTo(plan.size());
        }
        assertThat(LedgerReader.open(ledger).size())
                .isEqualTo(LedgerReader.open(backup).size());
    }

    /** What {@link #run_killedAtAnyStep_leavesWhatVerifiesAndIsFinished()} kills. */
    static final class Pruner {
        private Pruner() {}

        /** Prunes a ledger up to a time, and is gone at a step. */
        public static void main(String[] args) {
            Path ledger = Path.of(args[0]);
            int[] steps = {Integer.parseInt(args[2])};
            LedgerPruner.run(ledger, LedgerPruner.plan(ledger, Instant.parse(args[1])), () -> day(9), WHO, step -> {
                if (--steps[0] == 0) {
                    System.out.println(step);
                    System.out.flush();
                    Runtime.getRuntime().halt(137);
                }
            });
        }
    }

    @Test
    void run_killedAtAnyStep_leavesWhatVerifiesAndIsFinished() throws InterruptedException, IOException {
        TileExport.run(ledger, export);
        List<Entry> all = TestLedger.read(ledger);
        List<String> files = segments();
        Path whole = ledger;
        List<String> killedAt = new ArrayList<>();
        while (killedAt.size() < 100) {
            ledger = folder.resolve("killed" + killedAt.size());
            TestLedger.copy(whole, ledger);
            List<String> said;
            try (WriterProcess process = WriterProcess.start(
                    Pruner.class, ledger.toString(), day(4).toString(), Integer.toString(killedAt.size() + 1))) {
                said = process.rest();
            }
            Verdict.Intact left = intact();
            assertThat(TestLedger.read(ledger).stream()
                            .filter(entry -> entry.index() < all.size())
                            .map(Entry::json)
                            .toList())
                    .isEqualTo(all.subList((int) left.pruned(), all.size()).stream()
                            .map(Entry::json)
                            .toList());
            append(6, 2);
            prune(4);
            assertThat(segments()).doesNotContainAnyElementsOf(files.subList(0, 4));
            assertThat(intact().pruned()).isEqualTo(first(files.get(4)));
            assertThat(TestLedger.events(ledger)).contains("ledger.pruned");
            if (said.isEmpty()) {
                break;
            }
            killedAt.addAll(said);
        }
        assertThat(killedAt)
                .containsExactly(
                        "the leaf hashes are forced",
                        "the ledger is open",
                        "the entry is durable",
                        "the entry is sealed",
                        "the entry can be found",
                        "the checkpoint is forced",
                        "segment 0 is removed",
                        "segment 1 is removed",
                        "segment 150 is removed",
                        "segment 300 is removed");
    }

    @Test
    void run_prunedMeanwhile_refuses() {
        TileExport.run(ledger, export);
        PrunePlan earlier = LedgerPruner.plan(ledger, day(2));
        prune(3);

        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> LedgerPruner.run(ledger, earlier, () -> day(9), WHO))
                .withMessage("the ledger was pruned by another process meanwhile");
    }
}
