import io.dbvouch.ledger.Draft;
import io.dbvouch.ledger.Ledger;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What packaging/bench/ledger measures inside a JVM: one line of JSON on standard output. Run from its source, with the
 * product's classes.
 */
final class LedgerBench {
    /** As long as what a session writes. */
    private static final Draft DRAFT = new Draft(
            "session.requested",
            "{\"session\":\"01M81C1XJBHBVTXSXVW464BG18\",\"person\":{\"issuer\":\"https://d-1234567890.awsapps.com/start\","
                + "\"user\":\"arianna\"},\"role\":{\"account\":\"123456789012\",\"name\":\"dba\",\"arn\":\"arn:aws:sts::"
                + "123456789012:assumed-role/AWSReservedSSO_dba_1f2e3d4c5b6a7988/arianna\",\"key\":\"ASIA6QNC5GYH766KDPRE\"},"
                + "\"database\":{\"target\":\"sandbox\",\"endpoint\":\"localhost:5432\",\"name\":\"company\","
                + "\"user\":\"arianna\"},\"client\":{\"host\":\"laptop\",\"user\":\"ari\",\"pid\":42,\"command\":\"connect\"}}");

    private LedgerBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        int number = Integer.parseInt(args[2]);
        switch (args[0]) {
            case "latency" -> latency(folder, number);
            case "rate" -> rate(folder, number, Long.parseLong(args[3]), Long.parseLong(args[4]));
            case "fill" -> fill(folder, number);
            case "open" -> open(folder, number);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Appends and bare forced writes of a line as long, in turns; the first half warms up. */
    private static void latency(Path folder, int rounds) throws IOException {
        try (Ledger ledger = Ledger.open(folder.resolve("ledger"), InstantSource.system());
                RandomAccessFile bare =
                        new RandomAccessFile(folder.resolve("bare").toFile(), "rw")) {
            ledger.append(DRAFT);
            byte[] line = line(folder.resolve("ledger"));
            int turn = 500;
            List<Long> appends = new ArrayList<>();
            List<Long> writes = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                boolean counts = i >= rounds / 2;
                for (int k = 0; k < turn; k++) {
                    long start = System.nanoTime();
                    bare.seek(bare.length());
                    bare.write(line);
                    bare.getFD().sync();
                    add(writes, start, counts);
                }
                for (int k = 0; k < turn; k++) {
                    long start = System.nanoTime();
                    ledger.append(DRAFT);
                    add(appends, start, counts);
                }
            }
            System.out.printf(
                    "{\"append_us\":%.1f,\"append_p99_us\":%.1f,\"bare_us\":%.1f,\"bare_p99_us\":%.1f,\"bytes\":%d}%n",
                    at(appends, 50), at(appends, 99), at(writes, 50), at(writes, 99), line.length);
        }
    }

    private static void add(List<Long> times, long start, boolean counts) {
        if (counts) {
            times.add(System.nanoTime() - start);
        }
    }

    private static double at(List<Long> times, int percent) {
        Collections.sort(times);
        return times.get(times.size() * percent / 100) / 1e3;
    }

    private static byte[] line(Path ledger) throws IOException {
        List<String> lines = Files.readAllLines(ledger.resolve("entries/00000000.jsonl"));
        return (lines.getLast() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * How many entries so many threads append in a second.
     *
     * @param from when all processes begin to count, in milliseconds since 1970: until then they warm up
     */
    private static void rate(Path folder, int threads, long millis, long from) throws InterruptedException {
        try (Ledger ledger = Ledger.open(folder, InstantSource.system())) {
            run(ledger, threads, from - System.currentTimeMillis());
            long start = System.nanoTime();
            long entries = run(ledger, threads, millis);
            System.out.printf("{\"entries\":%d,\"seconds\":%.3f}%n", entries, (System.nanoTime() - start) / 1e9);
        }
    }

    private static long run(Ledger ledger, int threads, long millis) throws InterruptedException {
        LongAdder entries = new LongAdder();
        long end = System.nanoTime() + millis * 1_000_000;
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            started.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end) {
                    ledger.append(DRAFT);
                    entries.increment();
                }
            }));
        }
        for (Thread thread : started) {
            thread.join();
        }
        return entries.sum();
    }

    /** Appends until the ledger has so many entries. */
    private static void fill(Path folder, int size) {
        Draft[] batch = new Draft[4096];
        Arrays.fill(batch, DRAFT);
        try (Ledger ledger = Ledger.open(folder, InstantSource.system())) {
            long next = ledger.append(DRAFT).index() + 1;
            while (next < size) {
                int count = (int) Math.min(batch.length, size - next);
                next = ledger.append(List.of(batch).subList(0, count)).getLast().index() + 1;
            }
            System.out.printf("{\"entries\":%d}%n", next);
        }
    }

    /** Opens, appends an entry and closes, again and again. */
    private static void open(Path folder, int rounds) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 2 * rounds; i++) {
            long start = System.nanoTime();
            try (Ledger ledger = Ledger.open(folder, InstantSource.system())) {
                ledger.append(DRAFT);
                add(times, start, i >= rounds);
            }
        }
        System.out.printf("{\"open_append_us\":%.1f}%n", at(times, 50));
    }
}
