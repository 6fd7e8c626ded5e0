package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk takes the lines, and fails when they are to be forced: what was refused is not there, what was acknowledged is. */
class LedgerForceTest {
    @TempDir
    Path folder;

    private final Disk disk = new Disk();

    /** Forces, but where it was told to fail; before that it lets others do something. */
    private static final class Disk implements OpenFile.Forcing {
        private Runnable meanwhile = () -> {};
        private int sound;
        private int failures;

        @Override
        public void force(FileDescriptor file) throws IOException {
            if (sound > 0) {
                sound--;
            } else if (failures > 0) {
                failures--;
                Runnable then = meanwhile;
                meanwhile = () -> {};
                then.run();
                throw new SyncFailedException("no more disk");
            }
            file.sync();
        }
    }

    private Ledger open(long segmentBytes) {
        return Ledger.open(folder, new EntryMaker(CLOCK, new ClockWatch(null)), segmentBytes, disk);
    }

    private static void assertRefused(Ledger ledger, int count) {
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TestLedger.append(ledger, count))
                .withMessage("the ledger cannot be written: no more disk");
    }

    private void assertIntact() {
        Checkpoint checkpoint = LedgerReader.open(folder).checkpoint();
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
    }

    @Test
    void append_forceFails_isRefusedAndTakenBack() throws IOException {
        try (Ledger ledger = open(Ledger.SEGMENT_BYTES)) {
            ledger.append(new Draft("test.before", "{}"));
            byte[] segment = Files.readAllBytes(TestLedger.segment(folder));
            for (int count : new int[] {1, 3}) {
                disk.failures = 1;
                assertRefused(ledger, count);
                assertThat(TestLedger.segment(folder)).hasBinaryContent(segment);
            }
            assertThat(ledger.append(new Draft("test.next", "{}")).index()).isEqualTo(2);
        }
        assertThat(TestLedger.events(folder)).containsExactly("ledger.created", "test.before", "test.next");
        assertIntact();
    }

    @Test
    void append_forceOfANewSegmentFails_takesTheFileBackToo() throws IOException {
        try (Ledger ledger = open(1)) {
            ledger.append(new Draft("test.before", "{}"));
            // The segment before is forced first, and then the new one.
            for (int sound = 0; sound < 2; sound++) {
                disk.sound = sound;
                disk.failures = 1;
                assertRefused(ledger, 1);
                assertThat(folder.resolve("entries/00000002.jsonl")).doesNotExist();
            }
            disk.sound = 2;
            disk.failures = 1;
            assertRefused(ledger, 3);
            assertThat(folder.resolve("entries/00000002.jsonl")).doesNotExist();
            assertThat(folder.resolve("entries/00000003.jsonl")).doesNotExist();
            assertThat(ledger.append(new Draft("test.next", "{}")).index()).isEqualTo(2);
        }
        assertThat(TestLedger.events(folder)).containsExactly("ledger.created", "test.before", "test.next");
        assertIntact();
    }

    @Test
    void append_forceFailsAfterOthersWentOnFromIt_leavesWhatTheyHaveAcknowledged() throws IOException {
        try (Ledger ledger = open(Ledger.SEGMENT_BYTES);
                Ledger other = Ledger.open(folder, CLOCK)) {
            ledger.append(new Draft("test.before", "{}"));
            long[] acknowledged = new long[1];
            disk.failures = 1;
            disk.meanwhile = () -> acknowledged[0] =
                    other.append(new Draft("test.other", "{}")).index();

            assertRefused(ledger, 1);

            assertThat(acknowledged[0]).isEqualTo(3);
            assertThat(ledger.append(new Draft("test.next", "{}")).index()).isGreaterThan(3);
            assertThat(other.append(new Draft("test.last", "{}")).index()).isGreaterThan(4);
            other.seal();
            assertThat(TestLedger.read(folder).get(3).event()).isEqualTo("test.other");
        }
        assertThat(TestLedger.events(folder))
                .containsSubsequence("test.before", "test.other", "test.next", "test.last");
        assertIntact();
    }

    @Test
    void append_forceFailsAgainAndAgain_isRefusedEachTimeAndTakenAtLast() throws IOException {
        try (Ledger ledger = open(Ledger.SEGMENT_BYTES)) {
            disk.failures = 5;
            for (int i = 0; i < 5; i++) {
                assertRefused(ledger, 2);
            }
            assertThat(ledger.append(List.of(new Draft("a", "{}"), new Draft("b", "{}")))
                            .getLast()
                            .index())
                    .isEqualTo(2);
        }
        assertThat(TestLedger.events(folder)).containsExactly("ledger.created", "a", "b");
        assertIntact();
    }
}
