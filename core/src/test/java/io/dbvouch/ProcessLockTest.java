package io.dbvouch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessLockTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    @Test
    void acquire_makesAPrivateFileThatStays() throws IOException {
        Path file = temp.resolve("locks/x.lock");

        ProcessLock.acquire(file, PATIENCE).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("locks"))))
                .isEqualTo("rwx------");
    }

    @Test
    void tryAcquire_heldByThisProcess_isEmptyUntilClosed() {
        Path file = temp.resolve("x.lock");

        try (ProcessLock held = ProcessLock.acquire(file, PATIENCE)) {
            assertThat(held).isNotNull();
            assertThat(ProcessLock.tryAcquire(file)).isEmpty();
        }
        Optional<ProcessLock> free = ProcessLock.tryAcquire(file);
        assertThat(free).isPresent();
        free.orElseThrow().close();
    }

    @Test
    void tryAcquire_otherNameOfTheSameFile_isTheSameLock() throws IOException {
        Files.createDirectory(temp.resolve("real"));
        Files.createSymbolicLink(temp.resolve("linked"), temp.resolve("real"));

        try (ProcessLock held = ProcessLock.acquire(temp.resolve("real/x.lock"), PATIENCE)) {
            assertThat(held).isNotNull();
            assertThat(ProcessLock.tryAcquire(temp.resolve("linked/x.lock"))).isEmpty();
            assertThat(ProcessLock.tryAcquire(temp.resolve("real/../real/x.lock")))
                    .isEmpty();
        }
    }

    @Test
    void close_twice_letsOnlyOneIn() {
        Path file = temp.resolve("x.lock");
        ProcessLock first = ProcessLock.acquire(file, PATIENCE);
        first.close();

        try (ProcessLock second = ProcessLock.acquire(file, PATIENCE)) {
            assertThat(second).isNotNull();
            first.close();
            assertThat(ProcessLock.tryAcquire(file)).isEmpty();
        }
    }

    @Test
    void acquire_stillHeldAfterPatience_failsAndNamesTheFile() {
        Path file = temp.resolve("x.lock");

        try (ProcessLock held = ProcessLock.acquire(file, PATIENCE)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> ProcessLock.acquire(file, Duration.ofMillis(20)))
                    .isInstanceOf(AccessException.Failed.class)
                    .hasMessageContaining(file + " is still locked");
        }
    }

    @Test
    void acquire_symbolicLink_isRefused() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("x.lock"), temp.resolve("elsewhere"));

        assertThatThrownBy(() -> ProcessLock.acquire(link, PATIENCE)).isInstanceOf(AccessException.Failed.class);
        assertThat(temp.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void acquire_threads_takeTurns() throws Exception {
        Path file = temp.resolve("x.lock");
        Path counter = Files.writeString(temp.resolve("counter"), "0");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> count(file, counter, 25)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }

        assertThat(counter).hasContent("200");
    }

    @Test
    void acquire_processes_takeTurns() throws Exception {
        Path file = temp.resolve("x.lock");
        Path counter = Files.writeString(temp.resolve("counter"), "0");

        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start("count", file, counter));
        }
        count(file, counter, 100);
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }

        assertThat(counter).hasContent("400");
    }

    @Test
    void acquire_heldByOtherProcess_waitsForItAndEndsWithIt() throws Exception {
        Path file = temp.resolve("x.lock");
        Process holder = start("hold", file, file);
        try {
            assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
            assertThat(ProcessLock.tryAcquire(file)).isEmpty();
        } finally {
            holder.destroyForcibly().waitFor();
        }

        ProcessLock.acquire(file, PATIENCE).close();
    }

    @Test
    void acquire_heldByOtherProcessTooLong_failsAndIsThereLater() throws Exception {
        Path file = temp.resolve("x.lock");
        Process holder = start("hold", file, file);
        try {
            assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> ProcessLock.acquire(file, Duration.ofMillis(20)))
                        .isInstanceOf(AccessException.Failed.class)
                        .hasMessageContaining(file + " is still locked");
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }

        ProcessLock.acquire(file, PATIENCE).close();
    }

    @Test
    void acquire_holderKilledWhileOneWaits_isHadThen() throws Exception {
        Path file = temp.resolve("x.lock");
        Process holder = start("hold", file, file);
        CompletableFuture<Boolean> had = new CompletableFuture<>();
        Thread waiting;
        try {
            assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
            waiting = Thread.ofPlatform().start(() -> {
                try (ProcessLock held = ProcessLock.acquire(file, PATIENCE)) {
                    had.complete(held != null);
                } catch (AccessException e) {
                    had.completeExceptionally(e);
                }
            });
        } finally {
            holder.destroyForcibly().waitFor();
        }
        waiting.join();
        assertThat(had.get()).isTrue();
    }

    /** The system takes processes for what holds and waits, and would see a deadlock in two threads that have none. */
    @Test
    void acquire_twoLocksByThreadsOfTwoProcesses_areHadInTurn() throws Exception {
        Path ours = temp.resolve("ours.lock");
        Path theirs = temp.resolve("theirs.lock");
        CompletableFuture<Boolean> had = new CompletableFuture<>();
        Process other;
        Thread waiting;
        try (ProcessLock held = ProcessLock.acquire(ours, PATIENCE)) {
            assertThat(held).isNotNull();
            other = start("both", theirs, ours);
            assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
            waiting = Thread.ofPlatform().start(() -> {
                try (ProcessLock second = ProcessLock.acquire(theirs, PATIENCE)) {
                    had.complete(second != null);
                } catch (AccessException e) {
                    had.completeExceptionally(e);
                }
            });
            // Not before this thread lets go of the first.
            assertThat(waiting.join(Duration.ofMillis(300))).isFalse();
        }
        assertThat(other.waitFor()).isZero();
        waiting.join();
        assertThat(had.get()).isTrue();
    }

    @Test
    void acquire_givingUpInOneThread_doesNotLoseTheLockOfAnother() throws Exception {
        Path file = temp.resolve("x.lock");

        try (ProcessLock held = ProcessLock.acquire(file, PATIENCE)) {
            assertThat(held).isNotNull();
            assertThat(ProcessLock.tryAcquire(file)).isEmpty();
            Process other = start("try", file, file);
            assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("busy");
            assertThat(other.waitFor()).isZero();
        }
    }

    @Test
    void acquire_interruptedWhileAnotherThreadHolds_saysSoAndClearsTheStatus() throws Exception {
        Path file = temp.resolve("x.lock");
        try (ProcessLock held = ProcessLock.acquire(file, PATIENCE)) {
            assertThat(held).isNotNull();
            assertInterruptible(file);
        }
    }

    @Test
    void acquire_interruptedWhileAnotherProcessHolds_saysSoAndClearsTheStatus() throws Exception {
        Path file = temp.resolve("x.lock");
        Process holder = start("hold", file, file);
        try {
            assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
            assertInterruptible(file);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        ProcessLock.acquire(file, PATIENCE).close();
    }

    private static void assertInterruptible(Path file) throws InterruptedException, ExecutionException {
        CompletableFuture<Boolean> cleared = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                ProcessLock.acquire(file, PATIENCE).close();
                cleared.completeExceptionally(new AssertionError("got the lock"));
            } catch (AccessException.Interrupted e) {
                cleared.complete(!Thread.currentThread().isInterrupted());
            } catch (AccessException e) {
                cleared.completeExceptionally(e);
            }
        });
        waiting.interrupt();
        waiting.join();
        assertThat(cleared.get()).isTrue();
    }

    private static int count(Path file, Path counter, int times) throws IOException {
        int seen = 0;
        for (int i = 0; i < times; i++) {
            try (ProcessLock held = ProcessLock.acquire(file, PATIENCE)) {
                assertThat(held).isNotNull();
                seen = Integer.parseInt(Files.readString(counter)) + 1;
                Files.writeString(counter, Integer.toString(seen));
            }
        }
        return seen;
    }

    private static Process start(String what, Path file, Path counter) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        what,
                        file.toString(),
                        counter.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What the other process runs. */
    static final class OtherProcess {
        public static void main(String[] args) throws Exception {
            Path file = Path.of(args[1]);
            switch (args[0]) {
                case "count" -> count(file, Path.of(args[2]), 100);
                case "both" -> {
                    try (ProcessLock _ = ProcessLock.acquire(file, PATIENCE)) {
                        System.out.println("held");
                        ProcessLock.acquire(Path.of(args[2]), PATIENCE).close();
                    }
                }
                case "try" -> System.out.println(ProcessLock.tryAcquire(file).isPresent() ? "free" : "busy");
                case "hold" -> {
                    ProcessLock held = ProcessLock.acquire(file, PATIENCE);
                    System.out.println("held");
                    TimeUnit.MINUTES.sleep(5);
                    held.close();
                }
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }
}
