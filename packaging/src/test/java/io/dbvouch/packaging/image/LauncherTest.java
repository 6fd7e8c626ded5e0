package io.dbvouch.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.packaging.image.Image.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtime image's launcher, wherever it is called from and whatever the environment holds. */
final class LauncherTest {
    private static final Ended WELL = new Ended(0, Installation.VERSION, "");

    /** In Java's place: shows what it is started with. */
    private static final String SHOW = """
        #!/bin/sh
        env | grep _OPTIONS
        printf '%s\\n' "$@"
        """;

    @TempDir
    Path folder;

    private Installation image = new Installation(Path.of(""));

    @BeforeEach
    void install() throws IOException, InterruptedException {
        image = Installation.in(folder);
    }

    private Ended shell(String script) throws IOException, InterruptedException {
        return Image.run(
                folder, Map.of(), List.of("sh", "-c", script, image.launcher().toString()));
    }

    @Test
    void start_throughLinks_runs() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("absolute"), image.launcher());
        Path relative = Files.createSymbolicLink(folder.resolve("relative"), folder.relativize(link));
        List<String> line = List.of(relative.toString(), "--version");

        assertThat(Image.run(folder, Map.of(), line)).isEqualTo(WELL);
        assertThat(Image.run(folder, Map.of("PATH", "/nowhere"), line)).isEqualTo(WELL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void start_byShells_runs(String shell) throws IOException, InterruptedException {
        assertThat(shell("exec " + shell + " \"$0\" --version")).isEqualTo(WELL);
    }

    @Test
    void start_colonInPath_saysSo() throws IOException, InterruptedException {
        Path colon = Files.createDirectory(folder.resolve("C:D"));
        Files.move(image.folder(), colon.resolve("installed"));
        Path link = Files.createSymbolicLink(folder.resolve("linked"), colon);

        for (Path way : List.of(colon, link)) {
            Path launcher = way.resolve("installed/bin/dbvouch");
            assertThat(Image.run(folder, Map.of(), List.of(launcher.toString(), "--version")))
                    .isEqualTo(new Ended(1, "", """
                        dbvouch: Java does not run in a folder with a colon in its path: %s
                          try: install it in another one
                        """.formatted(launcher)));
        }
    }

    @Test
    void start_littleAddressSpace_saysSo() throws IOException, InterruptedException {
        assertThat(shell("ulimit -v 2999999; exec \"$0\" exec db -- true")).isEqualTo(new Ended(125, "", """
            dbvouch: too little address space for Java: 2999999 KiB
              try: ulimit -v 3000000
            """));
        assertThat(shell("ulimit -v 3000000; exec \"$0\" --version")).isEqualTo(WELL);
        assertThat(shell("ulimit -v 16000000; exec \"$0\" --version")).isEqualTo(WELL);
    }

    @Test
    void start_filesForJavaInTheFolder_areIgnored() throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".hotspotrc"), "-XX:+PrintFlagsFinal");
        Files.writeString(folder.resolve(".hotspot_compiler"), "print *.*");

        assertThat(shell("cd '" + folder + "' && exec \"$0\" --version")).isEqualTo(WELL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
    void start_optionsForJavaInEnvironment_areKeptFromIt(String name) throws IOException, InterruptedException {
        assertThat(image.run(Map.of(name, "-XX:+PrintFlagsFinal"), "--version")).isEqualTo(WELL);
        assertThat(image.run(Map.of("_JAVA_LAUNCHER_DEBUG", "1"), "--version")).isEqualTo(WELL);
    }

    /** What the program gives those that it starts: {@code KeptVariables}. */
    @Test
    void start_optionsForJavaInEnvironment_areHandedOnAsTheyAre() throws IOException, InterruptedException {
        image.replaceJava(SHOW);
        String hostile = "'\"$(false)`false`\\$HOME;";

        assertThat(image.run(
                                Map.of("JAVA_TOOL_OPTIONS", hostile, "DBVOUCH_KEPT_JDK_JAVA_OPTIONS", "of nobody"),
                                "--version")
                        .out())
                .startsWith("DBVOUCH_KEPT_JAVA_TOOL_OPTIONS=" + hostile + "\n-XX");
    }

    @ParameterizedTest
    @CsvSource({
        "--version --verbose, true",
        "--verbose exec db -- true, true",
        "exec db --verbose -- true, true",
        "exec db -- true --verbose, false",
        "psql --verbose db, true",
        "psql db --verbose, false",
        "connect db --verbose, true",
        "connect db -- --verbose, false",
    })
    void start_verbose_whereItIsOurs(String words, boolean ours) throws IOException, InterruptedException {
        image.replaceJava(SHOW);

        String started = startedWith(words);

        assertThat(started.contains("aot=warning")).isEqualTo(ours);
        assertThat(started).endsWith("\n" + words.replace(' ', '\n') + "\n");
    }

    /** Hashing and deciphering much is for the compiler that knows the processor's instructions for it. */
    @ParameterizedTest
    @CsvSource({
        "ledger verify, true",
        "--debug ledger verify -o json, true",
        "ledger verify --verbose, true",
        "ledger export --tiles t, true",
        "ledger show, false",
        "token db, false",
        "connect db, true",
        "exec connect -- connect, false",
        "exec ledger -- verify, false",
    })
    void start_muchToHash_withBothCompilers(String words, boolean both) throws IOException, InterruptedException {
        image.replaceJava(SHOW);

        assertThat(startedWith(words).contains("TieredStopAtLevel")).isEqualTo(!both);
    }

    private String startedWith(String words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(image.launcher().toString()));
        line.addAll(List.of(words.split(" ")));
        Ended ended = Image.run(folder, Map.of(), line);
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }
}
