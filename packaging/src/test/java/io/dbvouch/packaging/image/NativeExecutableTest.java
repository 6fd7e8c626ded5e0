package io.dbvouch.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbvouch.ledger.Draft;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.packaging.image.Image.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable on processors that QEMU plays. What it was compiled for shows in what it wants. */
final class NativeExecutableTest {
    @TempDir
    Path folder;

    @BeforeEach
    void executable() throws IOException {
        assumeTrue(Image.isExecutable(), "this is the runtime image");
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, QEMU))),
                "there is no " + QEMU + " on this machine");
    }

    private static final String QEMU = "qemu-x86_64";

    private Ended runOn(String processor, String... arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(QEMU, "-cpu", processor, Image.program().toString()));
        line.addAll(List.of(arguments));
        return Image.run(folder, Map.of(), line);
    }

    /** 2013: the first with all of x86-64-v3, and without the SHA extensions. */
    @Test
    void start_oldestProcessorMeant_runs() throws IOException, InterruptedException {
        assertThat(runOn("Haswell", "--version").out()).isEqualTo("dbvouch 0.1.0\n");
    }

    private Path ledger() {
        Path ledger = folder.resolve("ledger");
        try (Ledger open = Ledger.open(ledger, InstantSource.system())) {
            // Lines of several lengths, so that their ends lie at several places of a block.
            open.append(IntStream.range(0, 70)
                    .mapToObj(i -> new Draft("test.counted", "{\"n\":\"" + "x".repeat(i) + "\"}"))
                    .toList());
        }
        return ledger;
    }

    /** What the SHA extensions give where they are there is the same without them. */
    @Test
    void verify_withAndWithoutShaExtensions_comesToTheSame() throws IOException, InterruptedException {
        Path ledger = ledger();

        Ended without = runOn("Haswell", "ledger", "verify", "--ledger", ledger.toString());
        Ended here = Image.run(
                folder,
                Map.of(),
                List.of(Image.program().toString(), "ledger", "verify", "--ledger", ledger.toString()));

        assertThat(without.code()).isZero();
        assertThat(without.out()).contains("verdict  intact").isEqualTo(here.out());
    }

    /** With AES and CLMUL AES-GCM is in hardware, with AVX2 and BMI2 SHA-256 is vectorised. */
    @Test
    void start_processorTooOld_saysWhatItLacks() throws IOException, InterruptedException {
        Ended refused = runOn("Conroe", "--version");

        assertThat(refused.code()).isNotZero();
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("CPU features").contains("AES", "CLMUL", "AVX2", "BMI2");
    }
}
