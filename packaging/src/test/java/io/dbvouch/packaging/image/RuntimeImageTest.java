package io.dbvouch.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.packaging.image.Image.Ended;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime image's AOT cache: used wherever the image was put, and missed by nobody when it cannot be used. */
final class RuntimeImageTest {
    @TempDir
    Path folder;

    private Installation image = new Installation(Path.of(""));

    /** A copy elsewhere, as an installation is. */
    @BeforeEach
    void install() throws IOException, InterruptedException {
        image = Installation.in(folder);
    }

    @Test
    void aotCache_imageMoved_isUsed() throws IOException, InterruptedException {
        assertThat(image.run("--version", "--verbose")).isEqualTo(new Ended(0, Installation.VERSION, ""));
        image.wantCache();
        assertThat(image.run("--version").code()).isZero();
    }

    @Test
    void aotCache_missing_programRunsAndVerboseTells() throws IOException, InterruptedException {
        Files.delete(image.cache());

        assertUnused("the AOT cache is missing: it starts slower");
    }

    /** The program of another version, installed over this one, has another name, and so has its cache. */
    @Test
    void aotCache_ofAnotherProgram_programRunsAndVerboseTells() throws IOException, InterruptedException {
        Files.move(image.cache(), image.cache().resolveSibling("app-0123456789ab.aot"));

        assertUnused("the AOT cache is missing: it starts slower");
    }

    /** Java would not see it, and run what is in the cache. */
    @Test
    void aotCache_jarChangedBesideIt_programRunsAndVerboseTells() throws IOException, InterruptedException {
        Instant made = Files.getLastModifiedTime(image.cache()).toInstant();
        Files.setLastModifiedTime(image.jar(), FileTime.from(made.plusSeconds(1)));

        assertUnused("the AOT cache is older than the program: it starts slower");
    }

    @Test
    void aotCache_ofAnotherRuntime_programRunsAndVerboseTells() throws IOException, InterruptedException {
        Path modules = image.folder().resolve("lib/runtime/lib/modules");
        Files.write(modules, new byte[1], StandardOpenOption.APPEND);

        assertUnused("This file is not the one used while building");
        image.wantCache();
        assertThat(image.run("--version").code()).isNotZero();
    }

    @Test
    void aotCache_damaged_programRunsAndVerboseTells() throws IOException, InterruptedException {
        Files.write(image.cache(), new byte[1000]);

        assertUnused("Unable to map shared spaces");
    }

    @Test
    void aotCache_cutShort_programRunsAndVerboseTells() throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(image.cache(), StandardOpenOption.WRITE)) {
            file.truncate(Files.size(image.cache()) / 2);
        }

        assertUnused("The AOT cache has been truncated");
    }

    /** What is not checked at each start. It may run, and may crash, but leaves nothing where the person is. */
    @Test
    void aotCache_damagedBehindItsHeader_crashLeavesNoFileAndVerboseChecks() throws IOException, InterruptedException {
        damage(image.cache());
        Path here = Files.createDirectory(folder.resolve("here"));

        Ended crashed = Image.run(
                folder,
                Map.of(),
                List.of(
                        "sh",
                        "-c",
                        "cd \"$0\" && exec \"$1\" --version",
                        here.toString(),
                        image.launcher().toString()));

        assertThat(crashed.code()).isEqualTo(1);
        assertThat(crashed.err()).endsWith("""
            dbvouch: Java crashed, maybe of damaged files
              try: --verbose, which checks them
            """);
        assertThat(here).isEmptyDirectory();
        Ended checked = image.run("--version", "--verbose");
        assertThat(checked.code()).isZero();
        assertThat(checked.out()).isEqualTo(Installation.VERSION);
        assertThat(checked.err()).contains("Checksum verification failed");
    }

    /** From its middle on, where the classes are, other bytes here and there. */
    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int i = bytes.length / 2; i < bytes.length * 9 / 10; i += 97) {
            bytes[i] = (byte) random.nextInt();
        }
        Files.write(file, bytes);
    }

    private void assertUnused(String told) throws IOException, InterruptedException {
        assertThat(image.run("--version")).isEqualTo(new Ended(0, Installation.VERSION, ""));
        Ended verbose = image.run("--version", "--verbose");
        assertThat(verbose.code()).isZero();
        assertThat(verbose.out()).isEqualTo(Installation.VERSION);
        assertThat(verbose.err()).contains(told);
    }
}
