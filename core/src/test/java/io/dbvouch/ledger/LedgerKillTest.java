package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Processes of four writers each are killed two hundred times, wherever they are, and nothing acknowledged is lost. */
@Execution(ExecutionMode.CONCURRENT)
class LedgerKillTest {
    private static final int LEDGERS = 4;
    private static final int ROUNDS = 50;
    private static final int WRITERS = 4;

    @TempDir
    Path folder;

    @Test
    void append_killedTwoHundredTimes_everyAcknowledgedEntryIsThereAndTheTreeVerifies()
            throws InterruptedException, ExecutionException {
        List<Future<Integer>> ledgers = new ArrayList<>();
        int acknowledged = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(LEDGERS)) {
            for (int i = 0; i < LEDGERS; i++) {
                int number = i;
                ledgers.add(executor.submit(() -> kills(folder.resolve("ledger" + number), new Random(number))));
            }
            for (Future<Integer> ledger : ledgers) {
                acknowledged += ledger.get();
            }
        }
        assertThat(acknowledged).isGreaterThan(LEDGERS * ROUNDS);
    }

    /** How many entries were acknowledged. */
    private static int kills(Path ledger, Random random) throws InterruptedException {
        long checked = 0;
        int all = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> said = new ArrayList<>();
            // Several at once now and then: one is killed while another goes on from what it wrote.
            int processes = round % 10 == 9 ? 2 : 1;
            List<WriterProcess> started = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                started.add(WriterProcess.startThreads(ledger, 20_000, WRITERS));
            }
            for (WriterProcess process : started) {
                await(process, random, said);
                process.kill();
                said.addAll(process.rest());
            }
            said.removeIf(line -> !isWhole(line));

            if (Files.exists(ledger.resolve("checkpoint"))) {
                assertThat(LedgerVerifier.verify(ledger)).isInstanceOf(Verdict.Intact.class);
            }
            Ledger.open(ledger, InstantSource.system(), 20_000).close();
            Checkpoint checkpoint = LedgerReader.open(ledger).checkpoint();
            assertThat(LedgerVerifier.verify(ledger)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
            Set<String> there = new HashSet<>();
            for (Entry entry : TestLedger.read(LedgerReader.open(ledger).from(checked))) {
                there.add(entry.index() + " " + entry.id());
            }
            assertThat(there).containsAll(said);
            checked = checkpoint.size();
            all += said.size();
        }
        return all;
    }

    /** Until a few entries are acknowledged, or, in a quarter of the rounds, for less time than a process takes to open. */
    private static void await(WriterProcess process, Random random, List<String> said) throws InterruptedException {
        if (random.nextInt(4) == 0) {
            process.endsWithin(random.nextInt(400), TimeUnit.MILLISECONDS);
            return;
        }
        int lines = 1 + random.nextInt(60);
        for (int i = 0; i < lines; i++) {
            String line = process.line();
            if (line == null) {
                throw new IllegalStateException("the process has ended by itself");
            }
            said.add(line);
        }
    }

    /** The kill cuts off what a process is just saying. */
    private static boolean isWhole(String line) {
        int space = line.indexOf(' ');
        return space > 0 && line.length() == space + 1 + Ulid.LENGTH;
    }
}
