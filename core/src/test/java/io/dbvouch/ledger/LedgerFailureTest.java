package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "index"})
    void append_diskFull_isRefusedAndTheLedgerGoesOnWhenThereIsSpace(String name) throws IOException {
        Checkpoint before;
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            before = TestLedger.append(ledger, 4);
            byte[] segment = Files.readAllBytes(TestLedger.segment(folder));
            Path file = folder.resolve(name);
            Path saved = folder.resolve("saved");
            Files.move(file, saved);
            // The open ledger knows its end, so the file is not read before it is written.
            Files.createSymbolicLink(file, FULL);

            assertRefused(() -> ledger.append(new Draft("test.refused", "{}")));
            assertThat(LedgerReader.open(folder).checkpoint()).isEqualTo(before);

            assertThat(TestLedger.segment(folder)).hasBinaryContent(segment);
            Files.move(saved, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(before, 0, 0));
            assertThat(ledger.append(new Draft("test.taken", "{}")).index()).isEqualTo(5);
        }
        assertThat(TestLedger.events(folder)).last().isEqualTo("test.taken");
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void append_checkpointCannotBeReplaced_takesTheLineBack() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            Checkpoint before = TestLedger.append(ledger, 4);
            byte[] segment = Files.readAllBytes(TestLedger.segment(folder));
            // Not empty, so it cannot be removed to make place for the new checkpoint.
            Path inTheWay = Files.createDirectories(folder.resolve("checkpoint.tmp/full"));

            assertRefused(() -> ledger.append(new Draft("test.refused", "{}")));

            assertThat(TestLedger.segment(folder)).hasBinaryContent(segment);
            assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(before, 0, 0));
            Files.delete(inTheWay);
            assertThat(ledger.append(new Draft("test.taken", "{}")).index()).isEqualTo(5);
        }
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
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
        Path lock = folder.resolve("lock");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().start(() -> {
            try (ProcessLock _ = LedgerLock.acquire(lock, Duration.ofSeconds(10))) {
                held.countDown();
                done.await();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        held.await();

        assertRefused(() -> TestLedger.unchecked(() -> LedgerLock.acquire(lock, Duration.ofMillis(20))))
                .withMessage("the ledger is in use by another process");

        done.countDown();
        holder.join();
        LedgerLock.acquire(lock, Duration.ofSeconds(10)).close();
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
        }
    }

    private static ThrowableAssertAlternative<AccessException.LedgerRefused> assertRefused(ThrowingCallable call) {
        return assertThatExceptionOfType(AccessException.LedgerRefused.class).isThrownBy(call);
    }
}
