package io.dbvouch.packaging.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbvouch.ledger.Checkpoint;
import io.dbvouch.ledger.Draft;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.ledger.LedgerReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ledger export --tiles}, checked by {@code verify_export.py}. */
final class ExportedTilesTest {
    private static final Path SCRIPT = Path.of("src/test/resources/verifier/verify_export.py");

    @TempDir
    static Path folder = Path.of("");

    private static Path ledger = Path.of("");
    private static String python = "";

    private record Ended(int code, String out) {}

    /** Two full bundles, and one that is not; one level of tiles above the leaves. */
    @BeforeAll
    static void ledger() throws Exception {
        python = python();
        ledger = folder.resolve("ledger");
        try (Ledger open = Ledger.open(ledger, InstantSource.system())) {
            open.append(IntStream.range(0, 599)
                    .mapToObj(i -> new Draft("test.counted", "{\"n\":" + i + "}"))
                    .toList());
        }
    }

    /** One that has the library: Debian's own has it where another one, which comes first on the path, has not. */
    private static String python() throws Exception {
        for (String candidate : List.of("python3", "/usr/bin/python3")) {
            if (run("sh", "-c", candidate + " -c 'import cryptography'").code == 0) {
                return candidate;
            }
        }
        assumeTrue(false, "there is no python3 with cryptography on this machine");
        throw new IllegalStateException();
    }

    @Test
    void export_newAndExtended_agreesOnRootAndSignature() throws Exception {
        Path copy = copy(ledger, "growing");
        Path tiles = folder.resolve("agrees");
        assertThat(export(copy, tiles).out).contains("\"entries\":600,\"new\":600,");
        assertThat(verify(vkey(copy), tiles)).isEqualTo(new Ended(0, "600 " + root(copy) + "\n"));

        try (Ledger open = Ledger.open(copy, InstantSource.system())) {
            open.append(new Draft("test.added", "{\"name\":\"zoë\"}"));
        }
        assertThat(export(copy, tiles).out).contains("\"entries\":601,\"new\":1,");
        assertThat(verify(vkey(copy), tiles)).isEqualTo(new Ended(0, "601 " + root(copy) + "\n"));
    }

    @Test
    void export_everyFileTamperedWith_isRefused() throws Exception {
        Path tiles = folder.resolve("whole");
        assertThat(export(ledger, tiles).code).isZero();
        List<Path> files;
        try (Stream<Path> all = Files.walk(tiles)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSize(8);
        for (Path file : files) {
            Path tampered = copy(tiles, "tampered-" + files.indexOf(file));
            Path target = tampered.resolve(tiles.relativize(file).toString());
            byte[] bytes = Files.readAllBytes(target);
            bytes[bytes.length / 2] ^= 1;
            Files.write(target, bytes);

            assertRefused(file.toString(), verify(vkey(ledger), tampered));
        }
    }

    @Test
    void export_anotherLedgersKey_isRefused() throws Exception {
        Path other = folder.resolve("other");
        Ledger.open(other, InstantSource.system()).close();
        Path tiles = folder.resolve("anothers");
        assertThat(export(ledger, tiles).code).isZero();

        assertRefused("key", verify(vkey(other), tiles));
    }

    private static void assertRefused(String what, Ended verifier) {
        assertThat(verifier.code).as(what).isEqualTo(1);
        assertThat(verifier.out).as(what).startsWith("refused: ");
    }

    private static Ended export(Path from, Path to) throws IOException, InterruptedException {
        return run(
                Objects.requireNonNull(System.getProperty("dbvouch.program")),
                "ledger",
                "export",
                "--ledger",
                from.toString(),
                "--tiles",
                to.toString(),
                "-o",
                "json");
    }

    private static Ended verify(String vkey, Path tiles) throws IOException, InterruptedException {
        return run(python, SCRIPT.toString(), vkey, tiles.toString());
    }

    private static String vkey(Path ledger) {
        return LedgerReader.open(ledger).verifierKey().format();
    }

    private static String root(Path ledger) {
        Checkpoint checkpoint = LedgerReader.open(ledger).checkpoint();
        return checkpoint.root().base64();
    }

    private static Ended run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }

    private static Path copy(Path from, String name) throws IOException {
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
