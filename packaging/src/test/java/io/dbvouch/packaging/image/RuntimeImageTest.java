package io.dbvouch.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.dbvouch.packaging.image.Image.Ended;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime image's AOT cache: used wherever the image was put, and missed by nobody when it cannot be used. */
final class RuntimeImageTest {
    /** Makes Java fail where it would go on without the cache. */
    private static final Map<String, String> ONLY_WITH_CACHE = Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");

    private static final String VERSION = "dbvouch 0.1.0\n";

    @TempDir
    Path folder;

    private Path launcher = Path.of("");
    private Path cache = Path.of("");

    /** A copy elsewhere, as an installation is. */
    @BeforeEach
    void install() throws IOException, InterruptedException {
        assumeFalse(Image.isExecutable(), "this is the executable");
        Path built = Image.program().resolve("../..").normalize();
        Path installed = folder.resolve("installed");
        List<String> copy = List.of("cp", "-a", built.toString(), installed.toString());
        assertThat(Image.run(folder, Map.of(), copy)).isEqualTo(new Ended(0, "", ""));
        launcher = installed.resolve("bin/dbvouch");
        cache = only(installed.resolve("lib"), "app-*.aot");
    }

    private static Path only(Path folder, String glob) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(List.of(arguments));
        return Image.run(folder, environment, line);
    }

    @Test
    void aotCache_imageMoved_isUsed() throws IOException, InterruptedException {
        assertThat(run(ONLY_WITH_CACHE, "--version").code()).isZero();
        assertThat(run(Map.of(), "--version", "--verbose")).isEqualTo(new Ended(0, VERSION, ""));
    }

    @Test
    void aotCache_calledThroughLinks_isUsed() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("absolute"), launcher);
        launcher = Files.createSymbolicLink(folder.resolve("relative"), folder.relativize(link));

        assertThat(run(ONLY_WITH_CACHE, "--version").code()).isZero();
    }

    @Test
    void aotCache_missing_programRunsAndVerboseTells() throws IOException, InterruptedException {
        Files.delete(cache);

        assertUnused("the AOT cache is missing: it starts slower");
    }

    /** The program of another version, installed over this one, has another name, and so has its cache. */
    @Test
    void aotCache_ofAnotherProgram_programRunsAndVerboseTells() throws IOException, InterruptedException {
        Files.move(cache, cache.resolveSibling("app-0123456789ab.aot"));

        assertUnused("the AOT cache is missing: it starts slower");
    }

    @Test
    void aotCache_ofAnotherRuntime_programRunsAndVerboseTells() throws IOException, InterruptedException {
        Path modules = cache.resolveSibling("runtime/lib/modules");
        Files.write(modules, new byte[1], StandardOpenOption.APPEND);

        assertUnused("This file is not the one used while building");
    }

    @Test
    void aotCache_damaged_programRunsAndVerboseTells() throws IOException, InterruptedException {
        Files.write(cache, new byte[1000]);

        assertUnused("Unable to map shared spaces");
    }

    @Test
    void aotCache_cutShort_programRunsAndVerboseTells() throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
            file.truncate(Files.size(cache) / 2);
        }

        assertUnused("The AOT cache has been truncated");
    }

    private void assertUnused(String told) throws IOException, InterruptedException {
        assertThat(run(Map.of(), "--version")).isEqualTo(new Ended(0, VERSION, ""));
        Ended verbose = run(Map.of(), "--version", "--verbose");
        assertThat(verbose.code()).isZero();
        assertThat(verbose.out()).isEqualTo(VERSION);
        assertThat(verbose.err()).contains(told);
        assertThat(run(ONLY_WITH_CACHE, "--version").code()).isNotZero();
    }
}
