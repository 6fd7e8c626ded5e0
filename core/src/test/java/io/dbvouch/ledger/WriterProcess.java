package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
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

    /** What the process runs: a folder, a segment size, how many batches, how many entries in each. */
    public static void main(String[] args) {
        PrintStream out = System.out;
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

    /** Starts one, under {@code limit}: a command of the shell, such as {@code ulimit -f 8}, or {@code true}. */
    static WriterProcess start(String limit, Path ledger, long segmentBytes, int batches, int batch) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Its shared memory file would fall under a file size limit.
        String command = limit + " && exec \"$0\" -XX:-UsePerfData -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \"$@\"";
        try {
            Process process = new ProcessBuilder(
                            "sh",
                            "-c",
                            command,
                            java,
                            "-cp",
                            System.getProperty("java.class.path"),
                            WriterProcess.class.getName(),
                            ledger.toString(),
                            Long.toString(segmentBytes),
                            Integer.toString(batches),
                            Integer.toString(batch))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new WriterProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Kills it without warning; what it said can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
