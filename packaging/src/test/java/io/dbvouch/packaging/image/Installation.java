package io.dbvouch.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.dbvouch.packaging.image.Image.Ended;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A copy of the runtime image, to be moved and damaged. */
record Installation(Path folder) {
    static final String VERSION = "dbvouch 0.1.0\n";

    private static final String START = "exec \"$lib/runtime/bin/java\"";

    /** Copies it, where it is the runtime image that was built. */
    static Installation in(Path parent) throws IOException, InterruptedException {
        assumeFalse(Image.isExecutable(), "this is the executable");
        Path built = Image.program().resolve("../..").normalize();
        Path installed = parent.resolve("installed");
        List<String> copy = List.of("cp", "-a", built.toString(), installed.toString());
        assertThat(Image.run(parent, Map.of(), copy)).isEqualTo(new Ended(0, "", ""));
        return new Installation(installed);
    }

    Path launcher() {
        return folder.resolve("bin/dbvouch");
    }

    Path cache() throws IOException {
        return only("app-*.aot");
    }

    Path jar() throws IOException {
        return only("app-*.jar");
    }

    private Path only(String glob) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("lib"), glob)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(launcher().toString()));
        line.addAll(List.of(arguments));
        return Image.run(folder, environment, line);
    }

    /** Makes Java fail where it would go on without the cache. */
    void wantCache() throws IOException {
        addOptions("-XX:AOTMode=on");
    }

    /** Puts options before the launcher's own. */
    void addOptions(String options) throws IOException {
        String script = Files.readString(launcher());
        assertThat(script).containsOnlyOnce(START);
        Files.writeString(launcher(), script.replace(START, START + " " + options));
    }

    /** Puts a program in Java's place. */
    void replaceJava(String script) throws IOException {
        Path java = folder.resolve("lib/runtime/bin/java");
        Files.writeString(java, script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
