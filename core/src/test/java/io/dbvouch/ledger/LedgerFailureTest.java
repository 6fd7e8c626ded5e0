package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that cannot be written, or that others can get at, is refused, and stays what it is. */
class LedgerFailureTest {
    /** A device that is always full (man 4 full): a disk without space, for tests without a disk of their own. */
    private static final Path FULL = Path.of("/dev/full");

    /** Bytes of the line of an entry "test.durable" without members, with its newline. */
    private static final int LINE_WITHOUT_ID =
            "{'v':1,'id':'','time':'2026-11-22T12:00:00.123456Z','event':'test.durable'}\n".length();

    @TempDir
    Path folder;

    @Test
    void append_noSpaceForTheLine_isRefusedAndTakenWhenThereIs() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            Checkpoint before = TestLedger.append(ledger, 4);
            ledger.seal();
            Path segment = TestLedger.segment(folder);
            Path saved = folder.resolve("saved");
            Files.move(segment, saved);
            Files.createSymbolicLink(segment, FULL);

            assertRefused(() -> ledger.append(new Draft("test.refused", "{}")));

            Files.move(saved, segment, StandardCopyOption.REPLACE_EXISTING);
            assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(before, 0, 0));
            assertThat(ledger.append(new Draft("test.taken", "{}")).index()).isEqualTo(5);
        }
        assertThat(TestLedger.events(folder)).doesNotContain("test.refused", "ledger.recovered");
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void write_noSpaceForTheHead_takesTheLinesBack() throws IOException {
        Checkpoint before = TestLedger.create(folder, 5);
        byte[] segment = Files.readAllBytes(TestLedger.segment(folder));
        LedgerFolder files = new LedgerFolder(folder);
        SigningKey key = LedgerKeys.read(files);
        Tail tail = new TailReader(files, key, key.headKey(), null).read();
        Files.delete(files.head());
        Files.createSymbolicLink(files.head(), FULL);
        List<Entry> entries = new EntryMaker(CLOCK, new ClockWatch(null)).makeOwn(List.of(new Draft("a", "{}")), tail);

        try (TailFiles open = new TailFiles(files, new OpenFile.Fsync())) {
            Commit commit = new Commit(files, key.headKey(), tail, open, 1000);
            assertThatIOException().isThrownBy(() -> commit.write(entries));
        }

        assertThat(TestLedger.segment(folder)).hasBinaryContent(segment);
        Files.delete(files.head());
        Ledger.open(folder, CLOCK).close();
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(before, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "index"})
    void append_noSpaceToSeal_isRefusedAfterTheEntryThatCouldNotBeSealed(String name) throws IOException {
        Appended durable;
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            Checkpoint before = TestLedger.append(ledger, 4);
            ledger.seal();
            Path file = folder.resolve(name);
            Path saved = folder.resolve("saved");
            Files.move(file, saved);
            Files.createSymbolicLink(file, FULL);

            durable = ledger.append(new Draft("test.durable", "{}"));
            assertRefused(ledger::seal);
            byte[] segment = Files.readAllBytes(TestLedger.segment(folder));
            assertRefused(() -> ledger.append(new Draft("test.refused", "{}")));

            assertThat(TestLedger.segment(folder)).hasBinaryContent(segment);
            assertThat(LedgerReader.open(folder).checkpoint()).isEqualTo(before);
            Files.move(saved, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(LedgerVerifier.verify(folder))
                    .isEqualTo(
                            new Verdict.Intact(before, durable.id().toString().length() + LINE_WITHOUT_ID, 0));
            assertThat(ledger.append(new Draft("test.taken", "{}")).index()).isEqualTo(6);
        }
        assertThat(TestLedger.events(folder)).endsWith("test.durable", "test.taken");
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void close_checkpointCannotBeReplaced_leavesItToTheNextWhoIsRefusedUntilItCan() throws IOException {
        Path inTheWay;
        Appended durable;
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            // Not empty, so it cannot be removed to make place for the new checkpoint.
            inTheWay = Files.createDirectories(folder.resolve("checkpoint.tmp/full"));
            durable = ledger.append(new Draft("test.durable", "{}"));
        }

        assertThat(LedgerReader.open(folder).size()).isEqualTo(1);
        assertRefused(() -> Ledger.open(folder, CLOCK)).withMessageStartingWith("the ledger cannot be opened: ");
        Files.delete(inTheWay);
        Ledger.open(folder, CLOCK).close();

        assertThat(TestLedger.events(folder)).containsExactly("ledger.created", "test.durable");
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(durable.checkpoint(), 0, 0));
    }

    @Test
    void append_checkpointDamagedMeanwhile_isRefusedAndTheCheckpointLeftAsItIs() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            Path checkpoint = folder.resolve("checkpoint");
            byte[] damaged = Files.readAllBytes(checkpoint);
            damaged[damaged.length - 5] ^= 1;
            Files.write(checkpoint, damaged);
            ledger.append(new Draft("test.durable", "{}"));

            assertRefused(ledger::seal)
                    .withMessage("the ledger does not verify: the checkpoint is not signed with the ledger's key");
            assertRefused(() -> ledger.append(new Draft("test.refused", "{}")));

            assertThat(checkpoint).hasBinaryContent(damaged);
        }
        assertRefused(() -> Ledger.open(folder, CLOCK));
    }

    @Test
    void append_folderVanished_isRefusedAndNotMadeAgain() throws IOException {
        Path directory = folder.resolve("ledger");
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            Files.move(directory, folder.resolve("elsewhere"));

            assertRefused(() -> ledger.append(new Draft("a", "{}")))
                    .withMessage("the ledger cannot be written: no such file or folder");
            assertThat(directory).doesNotExist();

            Files.move(folder.resolve("elsewhere"), directory);
            assertThat(ledger.append(new Draft("a", "{}")).index()).isEqualTo(1);
        }
    }

    @Test
    void append_anotherLedgerInItsPlace_isRefused() throws IOException {
        Path directory = folder.resolve("ledger");
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            Files.move(directory, folder.resolve("elsewhere"));
            Ledger.open(directory, CLOCK).close();

            assertRefused(() -> ledger.append(new Draft("a", "{}")))
                    .withMessage("the ledger does not verify: the checkpoint is not signed with the ledger's key");
        }
    }

    @Test
    void open_fileInTheWay_isRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertRefused(() -> Ledger.open(file, CLOCK));
        assertRefused(() -> Ledger.open(file.resolve("ledger"), CLOCK));
        assertRefused(() -> LedgerReader.open(file)).withMessageStartingWith("the ledger cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---"})
    void open_keyThatOthersCanUse_isRefused(String permissions) throws IOException {
        Ledger.open(folder, CLOCK).close();
        Path key = folder.resolve("key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));

        assertRefused(() -> Ledger.open(folder, CLOCK))
                .withMessage(key + " can be used by others")
                .satisfies(refused -> {
                    assertThat(refused.hints()).containsExactly("chmod 600 " + key);
                    assertThat(refused.evidence()).containsEntry("permissions", permissions);
                });
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        Ledger.open(folder, CLOCK).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
    void open_folderThatOthersCanWriteTo_isRefused(String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));

        assertRefused(() -> Ledger.open(folder, CLOCK)).withMessage(folder + " can be written to by others");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void open_folderThatOthersCanRead_isTaken() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

        Ledger.open(folder, CLOCK).close();

        assertThat(TestLedger.events(folder)).containsExactly("ledger.created");
    }

    @Test
    void open_keyIsASymbolicLink_isRefused() throws IOException {
        Ledger.open(folder, CLOCK).close();
        Path key = folder.resolve("key");
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(key, elsewhere);
        Files.createSymbolicLink(key, elsewhere);

        assertRefused(() -> Ledger.open(folder, CLOCK)).withMessage(key + " is not a plain file");

        Files.delete(elsewhere);
        assertRefused(() -> Ledger.open(folder, CLOCK)).withMessage(key + " is not a plain file");
    }

    @Test
    void open_anotherUsersFolder_isRefused() throws IOException {
        // Who runs the tests owns either the root folder, and then can give a folder away, or not.
        Path others = Path.of("/");
        if (Files.getAttribute(others, "unix:uid").equals(Files.getAttribute(folder, "unix:uid"))) {
            others = folder;
            Files.setAttribute(others, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);
        }
        Path directory = others;

        assertRefused(() -> Ledger.open(directory, CLOCK)).withMessage(directory + " belongs to another user");
    }

    @Test
    void open_keyMissing_isRefusedAndNotMadeAgain() throws IOException {
        Ledger.open(folder, CLOCK).close();
        Files.delete(folder.resolve("key"));

        assertRefused(() -> Ledger.open(folder, CLOCK))
                .withMessage("there are entries, but the ledger's signing key is missing");
        assertThat(folder.resolve("key")).doesNotExist();
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void acquire_heldByAnotherThread_isRefusedAfterTheWait() throws Exception {
        LedgerLock lock = new LedgerLock(new LedgerFolder(folder));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().start(() -> {
            try (ProcessLock _ = lock.acquire(Duration.ofSeconds(10))) {
                held.countDown();
                done.await();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        held.await();

        assertRefused(() -> TestLedger.unchecked(() -> lock.acquire(Duration.ofMillis(20))))
                .withMessage("the ledger is in use by another process");

        done.countDown();
        holder.join();
        lock.acquire(Duration.ofSeconds(10)).close();
        try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
        }
    }

    private static ThrowableAssertAlternative<AccessException.LedgerRefused> assertRefused(ThrowingCallable call) {
        return assertThatExceptionOfType(AccessException.LedgerRefused.class).isThrownBy(call);
    }
}
