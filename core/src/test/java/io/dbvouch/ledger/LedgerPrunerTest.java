package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerPrunerTest {
    private static final Instant DAY = Instant.parse("2026-11-01T00:00:00Z");
    private static final String WHO = "{\"client\":{\"user\":\"ana\"}}";
    /** Each day has a segment of its own; the first entry of all has one, too. */
    private static final int BATCH = 150;

    @TempDir
    Path folder;

    private Path ledger = Path.of("");
    private Path export = Path.of("");

    @BeforeEach
    void create() {
        ledger = folder.resolve("ledger");
        export = folder.resolve("export");
        append(1, BATCH - 1);
        for (int day = 2; day <= 4; day++) {
            append(day, BATCH);
        }
        append(5, 3);
    }

    private void append(int day, int count) {
        try (Ledger open = Ledger.open(ledger, () -> day(day), 1)) {
            TestLedger.append(open, 1);
        }
        // Then the rest to the same segment.
        try (Ledger open = Ledger.open(ledger, () -> day(day))) {
            TestLedger.append(open, count - 1);
        }
    }

    private static Instant day(int day) {
        return DAY.plusSeconds((day - 1) * 86_400L);
    }

    private PrunePlan prune(int beforeDay) {
        PrunePlan plan = LedgerPruner.plan(ledger, day(beforeDay));
        LedgerPruner.check(ledger, plan, export);
        LedgerPruner.run(ledger, plan, () -> day(9), WHO);
        return plan;
    }

    private Verdict.Intact intact() {
        assertThat(LedgerVerifier.verify(ledger)).isInstanceOf(Verdict.Intact.class);
        return (Verdict.Intact) LedgerVerifier.verify(ledger);
    }

    private Verdict.Broken broken() {
        assertThat(LedgerVerifier.verify(ledger)).isInstanceOf(Verdict.Broken.class);
        return (Verdict.Broken) LedgerVerifier.verify(ledger);
    }

    private List<String> segments() throws IOException {
        try (Stream<Path> files = Files.list(ledger.resolve("entries"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<Long> indexes() {
        return TestLedger.read(ledger).stream().map(Entry::index).toList();
    }

    private String refusal(PrunePlan plan, @Nullable Path exported) {
        AccessException[] thrown = new AccessException[1];
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> LedgerPruner.check(ledger, plan, exported))
                .satisfies(e -> thrown[0] = e);
        return thrown[0].getMessage();
    }

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

    private static long first(String segment) {
        return Long.parseLong(segment.substring(0, 8));
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

    @Test
    void verify_segmentMissingThatNoEntryAccountsFor_namesIt() throws IOException {
        Files.delete(TestLedger.segment(ledger));
        assertThat(broken())
                .isEqualTo(new Verdict.Broken(
                        Verdict.Part.ENTRY,
                        0,
                        TestLedger.segment(ledger),
                        0,
                        "the first segment is missing",
                        "a segment",
                        "none"));
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TestLedger.read(ledger))
                .withMessageContaining("the first segment is missing");
    }

    @Test
    void verify_moreMissingThanWasPruned_namesIt() throws IOException {
        TileExport.run(ledger, export);
        prune(2);
        List<String> left = segments();
        Files.delete(ledger.resolve("entries").resolve(left.getFirst()));
        assertThat(broken().problem()).isEqualTo("the first segment is missing");
        // In the middle.
        TestLedger.copy(ledger, folder.resolve("copy"));
        ledger = folder.resolve("copy");
        Files.delete(ledger.resolve("entries").resolve(left.get(1)));
        assertThat(broken().part()).isEqualTo(Verdict.Part.ENTRY);
    }

    @Test
    void verify_hashOfAPrunedEntryAltered_namesTheTile() throws IOException {
        TileExport.run(ledger, export);
        prune(4);
        Path tile = ledger.resolve("tile/0/000");
        byte[] sound = Files.readAllBytes(tile);
        for (int at = 0; at < sound.length; at += 37) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(tile, changed);
            assertThat(broken().part()).as("byte %d", at).isEqualTo(Verdict.Part.TILE);
            assertThat(broken().file()).isEqualTo(tile);
        }
        Files.write(tile, Arrays.copyOf(sound, 320));
        assertThat(broken().part()).isEqualTo(Verdict.Part.TILE);
        assertThat(broken().number()).isEqualTo(10);
        assertThat(broken().offset()).isEqualTo(320);
        Files.delete(tile);
        assertThat(broken().number()).isZero();
    }

    /** Who has the key can write such an entry, but not for hashes that others signed before. */
    @Test
    void verify_entryThatTellsOfOtherEntries_isFound() throws IOException {
        TileExport.run(ledger, export);
        PrunePlan plan = LedgerPruner.plan(ledger, day(2));
        String root = TreeHash.of(new byte[32]).base64();
        try (Ledger open = Ledger.open(ledger, () -> day(9))) {
            open.append(new Draft(
                    "ledger.pruned",
                    "{\"entries\":" + plan.size() + ",\"size\":" + plan.size()
                            + ",\"last_id\":\"01M81C1XJBHBVTXSXVW464BG18\",\"root\":\"" + root
                            + "\",\"segments\":[]}"));
        }

        assertThat(broken().problem()).isEqualTo("the entries that it says were pruned are not the ledger's first");
        assertThat(broken().number()).isEqualTo(LedgerReader.open(ledger).size() - 1);
    }

    @Test
    void verify_hintMissingOrWrong_isIntactAndReads() throws IOException {
        TileExport.run(ledger, export);
        PrunePlan plan = prune(3);
        List<Long> indexes = indexes();
        for (String hint :
                new String[] {"", "x", "0", "-7", "400", "99999999999999999999", Long.toString(plan.size())}) {
            Files.writeString(ledger.resolve("pruned"), hint + "\n");
            assertThat(intact().pruned()).isEqualTo(plan.size());
            assertThat(indexes()).isEqualTo(indexes);
        }
        Files.delete(ledger.resolve("pruned"));
        assertThat(intact().pruned()).isEqualTo(plan.size());
    }

    @Test
    void append_prunedLedger_goesOnAndMakesTilesAndIndexAgain() throws IOException {
        TileExport.run(ledger, export);
        PrunePlan plan = prune(4);
        Files.delete(ledger.resolve("index"));
        Files.delete(ledger.resolve("tile/1/000"));
        append(9, 300);

        assertThat(intact().pruned()).isEqualTo(plan.size());
        assertThat(TestLedger.events(ledger)).contains("ledger.recovered");
        assertThat(TileExport.run(ledger, export).checkpoint().size())
                .isEqualTo(LedgerReader.open(ledger).size());
    }

    @Test
    void find_prunedEntry_isNotThereAndTheOthersAre() {
        List<Entry> all = TestLedger.read(ledger);
        TileExport.run(ledger, export);
        PrunePlan plan = prune(3);
        LedgerReader reader = LedgerReader.open(ledger);

        assertThat(reader.find(all.getFirst().id())).isEmpty();
        assertThat(reader.pruned().orElseThrow().lastId())
                .isEqualTo(all.get((int) plan.size() - 1).id());
        assertThat(reader.find(all.get((int) plan.size()).id())).isPresent();
        assertThat(new LedgerProver(reader).prove(all.getLast().id())).isPresent();
        assertThat(TestLedger.read(reader.last(2))).hasSize(2);
        assertThat(TestLedger.read(reader.from(0))).hasSize((int) (reader.size() - plan.size()));
    }

    @Test
    void export_prunedLedger_goesOnWithAFolderThatHasThemAndRefusesOthers() throws IOException {
        TileExport.run(ledger, export);
        Path short1 = folder.resolve("short");
        TestLedger.copy(export, short1);
        append(6, 40);
        append(7, 40);
        TileExport.run(ledger, export);
        PrunePlan plan = prune(7);
        assertThat(plan.size() % 256).isNotZero();

        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TileExport.run(ledger, folder.resolve("new")))
                .withMessageContaining("were pruned from the ledger, and ");
        assertThat(folder.resolve("new")).doesNotExist();
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TileExport.run(ledger, short1))
                .withMessageStartingWith("entries ");
        append(9, 300);
        Exported exported = TileExport.run(ledger, export);
        assertThat(exported.checkpoint().size())
                .isEqualTo(LedgerReader.open(ledger).size());
        EntryBundles bundles = new EntryBundles(export, exported.checkpoint().size());
        MerkleTree tree = new MerkleTree();
        for (long bundle = 0; bundle * 256 < exported.checkpoint().size(); bundle++) {
            bundles.lines(bundle).forEach(line -> tree.append(MerkleTree.leafHash(line)));
        }
        assertThat(tree.root()).isEqualTo(exported.checkpoint().root());
    }

    @Test
    void verify_olderCheckpointOfWhatWasPruned_isStillHeldTo() throws IOException {
        Path early = folder.resolve("early");
        TestLedger.copy(ledger, early);
        byte[] kept = Files.readAllBytes(ledger.resolve("checkpoint"));
        append(6, 2);
        append(7, 2);
        TileExport.run(ledger, export);
        PrunePlan plan = prune(99);
        assertThat(plan.size()).isGreaterThan(LedgerReader.open(early).size());

        Evidence evidence = new Evidence(null, new KeptCheckpoint(Path.of("kept"), kept), null);
        assertThat(LedgerVerifier.verify(ledger, evidence)).isInstanceOf(Verdict.Intact.class);
        try (Ledger open = Ledger.open(early, () -> day(9))) {
            open.append(new Draft("test.other", "{}"));
        }
        Evidence other = new Evidence(
                null, new KeptCheckpoint(Path.of("kept"), Files.readAllBytes(early.resolve("checkpoint"))), null);
        assertThat(LedgerVerifier.verify(ledger, other))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.part()).isEqualTo(Verdict.Part.CHECKPOINT));
    }

    @Test
    void verify_sessionOfWhatWasPrunedAgainstTheServer_isHeldToItsRoot() throws IOException {
        String session = Ulid.create(() -> day(1)).toString();
        MerkleTree tree = new MerkleTree();
        TestLedger.read(ledger).subList(0, 20).forEach(entry -> tree.append(MerkleTree.leafHash(entry.line())));
        TileExport.run(ledger, export);
        prune(3);
        Path log = folder.resolve("server.log");
        String digits = tree.root().hex().substring(0, 12);

        Files.writeString(log, "dbvouch " + session + " 20 " + digits + "\n", StandardCharsets.UTF_8);
        assertThat(LedgerVerifier.verify(ledger, new Evidence(null, null, ServerLog.read(log, null))))
                .isInstanceOf(Verdict.Intact.class);
        Files.writeString(log, "dbvouch " + session + " 20 0123456789ab\n", StandardCharsets.UTF_8);
        assertThat(LedgerVerifier.verify(ledger, new Evidence(null, null, ServerLog.read(log, null))))
                .isInstanceOf(Verdict.Broken.class);
    }
}
