package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another process that appends to a ledger, and says on its standard output what was acknowledged. */
final class WriterProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private WriterProcess(Process process) {
        this.process = process;
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * What the process runs: a folder, a segment size, how many batches, how many entries in each; or, without the last, how
     * many threads append one entry after the other until the process is killed.
     */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = System.out;
        if (args.length == 3) {
            threads(out, args);
            return;
        }
        try (Ledger ledger = Ledger.open(Path.of(args[0]), InstantSource.system(), Long.parseLong(args[1]))) {
            int batches = Integer.parseInt(args[2]);
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                drafts.add(new Draft(
                        "test.process", "{\"pid\":" + ProcessHandle.current().pid() + "}"));
            }
            for (int i = 0; i < batches; i++) {
                for (Appended appended : ledger.append(drafts)) {
                    out.println(appended.index() + " " + appended.id());
                }
                out.flush();
            }
        } catch (AccessException.LedgerRefused e) {
            out.println("refused " + e.getMessage());
        }
    }

    private static void threads(PrintStream out, String[] args) throws InterruptedException {
        try (Ledger ledger = Ledger.open(Path.of(args[0]), InstantSource.system(), Long.parseLong(args[1]))) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                String members = "{\"thread\":" + i + "}";
                threads.add(Thread.ofPlatform().start(() -> {
                    while (true) {
                        Appended appended = ledger.append(new Draft("test.thread", members));
                        synchronized (out) {
                            out.println(appended.index() + " " + appended.id());
                            out.flush();
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** Starts one that appends by several threads until it is killed. */
    static WriterProcess startThreads(Path ledger, long segmentBytes, int threads) {
        return start("true", ledger.toString(), Long.toString(segmentBytes), Integer.toString(threads));
    }

    /** Starts one, under {@code limit}: a command of the shell, such as {@code ulimit -f 8}, or {@code true}. */
    static WriterProcess start(String limit, Path ledger, long segmentBytes, int batches, int batch) {
        return start(
                limit,
                ledger.toString(),
                Long.toString(segmentBytes),
                Integer.toString(batches),
                Integer.toString(batch));
    }

    private static WriterProcess start(String limit, String... arguments) {
        return start(limit, WriterProcess.class, arguments);
    }

    /** Starts another program of these tests. */
    static WriterProcess start(Class<?> program, String... arguments) {
        return start("true", program, arguments);
    }

    private static WriterProcess start(String limit, Class<?> program, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Its shared memory file would fall under a file size limit.
        String command = limit + " && exec \"$0\" -XX:-UsePerfData -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \"$@\"";
        try {
            List<String> line =
                    new ArrayList<>(List.of("sh", "-c", command, java, "-cp", classPath(), program.getName()));
            line.addAll(List.of(arguments));
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new WriterProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the ledger and this class come from, and nothing else: that starts sooner. */
    private static String classPath() {
        List<String> places = new ArrayList<>();
        for (Class<?> type : List.of(WriterProcess.class, Ledger.class)) {
            places.add(Path.of(URI.create(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString());
        }
        return String.join(File.pathSeparator, places);
    }

    /** Waits for one more line of what it says; null when it has ended. */
    @Nullable
    String line() {
        return TestLedger.unchecked(output::readLine);
    }

    /** Waits for all it still says, and for its end. */
    List<String> rest() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            lines.add(line);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process does not end");
        }
        return lines;
    }

    /** Waits for a while; true if it has ended. */
    boolean endsWithin(long time, TimeUnit unit) throws InterruptedException {
        return process.waitFor(time, unit);
    }

    /** Kills it without warning; what it said can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
