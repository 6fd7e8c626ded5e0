package io.dbvouch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.AccessException;
import io.dbvouch.ledger.LedgerReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSearchTest {
    private static final int SIZE = 1100;

    @TempDir
    Path folder;

    private Path ledger = Path.of("");
    private Path cache = Path.of("");

    @BeforeEach
    void create() {
        ledger = folder.resolve("ledger");
        cache = folder.resolve("cache");
        Written.create(ledger, SIZE);
    }

    private List<Long> search(EntryFilter filter) {
        return Written.search(ledger, cache, filter);
    }

    private static List<EntryFilter> filters() {
        return List.of(
                EntryFilter.ALL,
                Written.session("S5"),
                Written.session("S200"),
                Written.session("S366"),
                Written.session("nobody's"),
                new EntryFilter(null, null, "p1", null, null, null),
                new EntryFilter(null, null, null, "t2", null, null),
                new EntryFilter(null, null, null, null, null, "ledger.created"),
                new EntryFilter(null, null, "p2", "t3", null, "session.closed"),
                new EntryFilter(Written.START.plusSeconds(700), null, null, null, null, null),
                new EntryFilter(null, Written.START.plusSeconds(300), null, null, null, null),
                new EntryFilter(
                        Written.START.plusSeconds(512), Written.START.plusSeconds(640), null, null, null, null));
    }

    /** What is found without any summary, by every filter. */
    private List<List<Long>> expected() {
        return filters().stream()
                .map(filter -> Written.search(ledger, null, filter))
                .toList();
    }

    private List<List<Long>> found() {
        return filters().stream().map(this::search).toList();
    }

    private Path index() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("ledger"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void each_anyFilter_findsTheSameWithAndWithoutSummaries() {
        assertThat(search(EntryFilter.ALL))
                .isEqualTo(LongStream.range(0, SIZE).boxed().toList());
        assertThat(search(Written.session("S200"))).containsExactly(600L, 601L, 602L);
        assertThat(search(filters().getLast()))
                .isEqualTo(LongStream.range(512, 640).boxed().toList());
        assertThat(found()).isEqualTo(expected());
        assertThat(found()).isEqualTo(expected());
    }

    @Test
    void last_anyFilterAndCount_areTheLastOfAll() {
        for (EntryFilter filter : filters()) {
            List<Long> all = search(filter);
            for (int count : new int[] {0, 1, 2, 300, SIZE + 1}) {
                assertThat(Written.last(ledger, cache, filter, count))
                        .isEqualTo(all.subList(Math.max(0, all.size() - count), all.size()));
            }
        }
    }

    @Test
    void each_fromANumber_leavesOutThoseBefore() throws IOException {
        List<Long> found = new ArrayList<>();
        try (LedgerSearch search = new LedgerSearch(LedgerReader.open(ledger), cache)) {
            search.each(EntryFilter.ALL, 1098, entry -> found.add(entry.index()));
            search.each(Written.session("S5"), 16, entry -> found.add(entry.index()));
        }

        assertThat(found).containsExactly(1098L, 1099L, 16L, 17L);
    }

    /** Bytes that nobody can read as entries show what is read. */
    @Test
    void each_summariesThere_readsNoBlockThatTheyRuleOut() throws IOException {
        search(Written.session("S5"));
        Path segment = ledger.resolve("entries/00000000.jsonl");
        byte[] bytes = Files.readAllBytes(segment);
        byte[] index = Files.readAllBytes(ledger.resolve("index"));
        int start = endOf(index, 255);
        Arrays.fill(bytes, start, endOf(index, 1023), (byte) 'x');
        Files.write(segment, bytes);

        assertThat(search(Written.session("S5"))).containsExactly(15L, 16L, 17L);
        assertThatThrownBy(() -> search(Written.session("S200"))).isInstanceOf(AccessException.LedgerRefused.class);
        assertThatThrownBy(() -> Written.search(ledger, null, Written.session("S5")))
                .isInstanceOf(AccessException.LedgerRefused.class);
    }

    private static int endOf(byte[] index, int entry) {
        return ByteBuffer.wrap(index, entry * 8 + 4, 4).getInt();
    }

    @Test
    void each_ledgerGrown_readsNewEntriesAndKeepsSummaries() throws IOException {
        found();
        byte[] before = Files.readAllBytes(index());
        Written.append(ledger, SIZE, 1300);

        assertThat(found()).isEqualTo(expected());
        assertThat(search(Written.session("S432"))).containsExactly(1296L, 1297L, 1298L);
        assertThat(Files.readAllBytes(index())).hasSize(5 * BlockIndex.RECORD).startsWith(before);
    }

    @Test
    void each_anyByteOfTheIndexChanged_hidesNothing() throws IOException {
        List<List<Long>> expected = expected();
        found();
        byte[] sound = Files.readAllBytes(index());
        Random random = new Random(17);
        for (int i = 0; i < 150; i++) {
            byte[] changed = sound.clone();
            int at = random.nextInt(sound.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(index(), changed);

            assertThat(found()).as("byte %d", at).isEqualTo(expected);
        }
        assertThat(Files.readAllBytes(index())).isEqualTo(sound);
    }

    @Test
    void each_indexCutOffEmptiedOrOfMixedUpRecords_hidesNothing() throws IOException {
        List<List<Long>> expected = expected();
        found();
        byte[] sound = Files.readAllBytes(index());
        byte[] swapped = sound.clone();
        System.arraycopy(sound, 0, swapped, BlockIndex.RECORD, BlockIndex.RECORD);
        for (byte[] wrong : List.of(
                new byte[0],
                new byte[sound.length],
                Arrays.copyOf(sound, 700),
                Arrays.copyOf(sound, sound.length + 5000),
                swapped,
                "no index".getBytes(StandardCharsets.UTF_8))) {
            Files.write(index(), wrong);

            assertThat(found()).isEqualTo(expected);
        }
    }

    /** The same origin, and other entries. */
    @Test
    void each_ledgerPutBackAndGrownOtherwise_hidesNothing() throws IOException {
        found();
        Path other = folder.resolve("other");
        Written.create(other, SIZE);
        Files.copy(
                index(),
                LedgerSearch.file(cache, LedgerReader.open(other).checkpoint().origin()));

        for (EntryFilter filter : filters()) {
            assertThat(Written.search(other, cache, filter)).isEqualTo(Written.search(other, null, filter));
        }
    }

    /** A summary of lines that are not the tree's would go on hiding them when they are put right. */
    @Test
    void each_blockThatWasAlteredWhenItWasRead_isNotSummarised() throws IOException {
        Path segment = ledger.resolve("entries/00000000.jsonl");
        String sound = Files.readString(segment);
        Files.writeString(segment, sound.replace("\"S5\"", "\"S4\""));
        assertThat(search(Written.session("S5"))).isEmpty();
        Files.writeString(segment, sound);

        assertThat(search(Written.session("S5"))).containsExactly(15L, 16L, 17L);
    }

    @Test
    void each_tilesMissing_readsAll() throws IOException {
        Files.delete(ledger.resolve("tile/1/000"));

        assertThat(search(Written.session("S5"))).containsExactly(15L, 16L, 17L);
        assertThat(cache).doesNotExist();
    }

    @Test
    void each_indexThatOthersMayWriteTo_isNotLookedAt() throws IOException {
        found();
        Path index = index();
        byte[] before = Files.readAllBytes(index);
        Files.setPosixFilePermissions(index, PosixFilePermissions.fromString("rw-rw----"));
        Files.write(index, new byte[10]);

        assertThat(search(Written.session("S5"))).containsExactly(15L, 16L, 17L);
        assertThat(Files.size(index)).isEqualTo(10);
        Files.delete(index);
        Path elsewhere = Files.write(folder.resolve("elsewhere"), before);
        Files.createSymbolicLink(index, elsewhere);
        assertThat(search(Written.session("S5"))).containsExactly(15L, 16L, 17L);
    }

    @Test
    void each_noCacheFolderToBeMade_searchesWithoutOne() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(Written.search(ledger, file.resolve("cache"), Written.session("S5")))
                .containsExactly(15L, 16L, 17L);
    }

    @Test
    void each_anySearch_writesNothingToTheLedger() throws IOException {
        List<Path> before = files();

        found();

        assertThat(files()).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ledger)) {
            return files.sorted().toList();
        }
    }
}
