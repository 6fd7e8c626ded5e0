package io.dbvouch.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The Java that the program is made with, and of which parts are in it.
 *
 * @param release what the file {@code release} in it says
 */
record JavaHome(Path folder, Map<String, String> release) {
    /** Of OpenJDK and of GraalVM Community Edition, as SPDX writes it. */
    static final String LICENCE = "GPL-2.0-only WITH Classpath-exception-2.0";

    static JavaHome read(Path folder) throws IOException {
        return new JavaHome(
                folder,
                Files.readAllLines(folder.resolve("release")).stream()
                        .filter(line -> line.contains("="))
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toUnmodifiableMap(
                                pair -> pair[0], pair -> pair[1].replace("\"", ""), (one, _) -> one)));
    }

    String name() {
        return release.containsKey("GRAALVM_VERSION") ? "GraalVM" : "OpenJDK";
    }

    String version() {
        return release.getOrDefault("GRAALVM_VERSION", release.getOrDefault("JAVA_RUNTIME_VERSION", "25"));
    }

    String vendor() {
        return release.getOrDefault("IMPLEMENTOR", "the OpenJDK community");
    }

    /** Where its source is to be had. */
    String source() {
        return release.containsKey("GRAALVM_VERSION")
                ? "https://github.com/oracle/graal and https://github.com/graalvm/labs-openjdk"
                : release.getOrDefault("SOURCE_REPO", "https://github.com/openjdk/jdk25u");
    }
}
