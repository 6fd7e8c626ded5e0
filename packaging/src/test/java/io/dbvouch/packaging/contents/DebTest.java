package io.dbvouch.packaging.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The .deb of the image that was built, looked into with Debian's own tools where these are there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DebTest {
    private static final Path IMAGE = Path.of("target/dbvouch");
    private static final Path CONFIGURATION = Path.of("native/config.toml");
    private static final long MAXIMUM_KIB = 100 * 1024;

    private Path folder = Path.of("");
    private Path deb = Path.of("");

    /** A line of {@code dpkg-deb -c}. */
    private record Entry(String mode, String owner, String time, String path) {}

    private Map<String, Entry> entries = Map.of();

    @BeforeAll
    void build(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        assumeTrue(has("dpkg-deb") && has("readelf"), "no dpkg-deb, no readelf");
        deb = make(folder.resolve("once"));
        entries = run(List.of("dpkg-deb", "--contents", deb.toString()))
                .lines()
                .map(line -> line.split("\\s+", 6))
                .map(words -> new Entry(words[0], words[1], words[3] + " " + words[4], words[5].substring(1)))
                .collect(Collectors.toMap(Entry::path, Function.identity(), (one, _) -> one, TreeMap::new));
    }

    private static Path make(Path folder) throws IOException, InterruptedException {
        run(Map.of("DBVOUCH_COMPRESSION", "0", "DBVOUCH_PACKAGES", folder.toString()), List.of("native/deb"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void files_areWhereSystemsLookForThem() {
        assertThat(entries.keySet().stream().map(path -> path.replaceAll(" -> .*", "")))
                .contains(
                        "/usr/bin/dbvouch",
                        "/usr/lib/systemd/system/dbvouch-expire@.service",
                        "/usr/lib/systemd/system/dbvouch-expire@.timer",
                        "/etc/dbvouch/config.toml",
                        "/usr/share/man/man1/dbvouch.1.gz",
                        "/usr/share/man/man1/dbvouch-connect.1.gz",
                        "/usr/share/man/man5/dbvouch.toml.5.gz",
                        "/usr/share/bash-completion/completions/dbvouch",
                        "/usr/share/zsh/vendor-completions/_dbvouch",
                        "/usr/share/fish/vendor_completions.d/dbvouch.fish",
                        "/usr/share/doc/dbvouch/copyright",
                        "/usr/share/doc/dbvouch/third-party.txt",
                        "/usr/share/doc/dbvouch/dbvouch.cdx.json",
                        "/usr/share/doc/dbvouch/changelog.Debian.gz");
    }

    @Test
    void files_areRootsAndNobodyElseWritesThem() {
        assertThat(entries.values())
                .allSatisfy(entry -> assertThat(entry.owner()).isEqualTo("root/root"))
                .filteredOn(entry -> !entry.mode().startsWith("l"))
                .allSatisfy(entry -> assertThat(entry.mode()).matches("[-d]rw.r-[-x]r-[-x]"));
    }

    @Test
    void control_hasNoScriptsThatRunAsRoot() throws IOException, InterruptedException {
        Path control = folder.resolve("control");
        run(List.of("dpkg-deb", "--control", deb.toString(), control.toString()));
        try (Stream<Path> files = Files.list(control)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("control", "conffiles", "md5sums");
        }
        assertThat(control.resolve("conffiles")).hasContent("/etc/dbvouch/config.toml");
        assertThat(Files.readString(control.resolve("control")))
                .contains("\nDepends: libc6 (>= 2.")
                .contains("\nRecommends: postgresql-client\n");
    }

    @Test
    void installedSize_isWithinBounds() throws IOException, InterruptedException {
        assertThat(Long.parseLong(run(List.of("dpkg-deb", "--field", deb.toString(), "Installed-Size"))
                        .strip()))
                .isBetween(10 * 1024L, MAXIMUM_KIB);
    }

    @Test
    void image_packagedTwice_isTheSameBytes() throws IOException, InterruptedException {
        assertThat(make(folder.resolve("again"))).hasSameBinaryContentAs(deb);
    }

    @Test
    void sums_areThoseOfThePackages() throws IOException, InterruptedException {
        assertThat(run(List.of(
                        "sh",
                        "-c",
                        "cd \"$0\" && sha256sum -c SHA256SUMS",
                        folder.resolve("once").toString())))
                .isEqualTo(deb.getFileName() + ": OK\n");
    }

    @Test
    void configuration_asItIsInstalled_namesNoTargets() throws IOException, InterruptedException {
        assertThat(targets(CONFIGURATION)).startsWith("dbvouch: no targets are configured");
    }

    @Test
    void configuration_withItsExampleTakenIn_reads() throws IOException, InterruptedException {
        Path file = folder.resolve("config.toml");
        Files.writeString(
                file,
                Files.readAllLines(CONFIGURATION).stream()
                        .filter(line -> line.startsWith("# [") || line.contains(" = "))
                        .map(line -> line.substring(2))
                        .collect(Collectors.joining("\n")));
        assertThat(targets(file)).contains("\nprod  cluster aurora-prod  app ");
    }

    private static String targets(Path configuration) throws IOException, InterruptedException {
        return run(List.of(
                IMAGE.resolve("bin/dbvouch").toAbsolutePath().toString(),
                "target",
                "list",
                "--config",
                configuration.toString()));
    }

    @Test
    void billOfMaterials_namesTheProgramItsLibrariesAndJava() throws IOException {
        JsonObject bom = JsonParser.parseString(Files.readString(IMAGE.resolve("share/doc/dbvouch/dbvouch.cdx.json")))
                .getAsJsonObject();
        assertThat(bom.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
        assertThat(bom.getAsJsonObject("metadata")
                        .getAsJsonObject("component")
                        .get("name")
                        .getAsString())
                .isEqualTo("dbvouch");
        List<String> names = bom.getAsJsonArray("components").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(component -> component.get("name").getAsString())
                .toList();
        assertThat(names)
                .contains("picocli", "postgresql", "sts", "gson", "tomlj")
                .containsAnyOf("OpenJDK", "GraalVM");
        assertThat(names).doesNotContain("junit-jupiter", "dbvouch-sandbox", "dbvouch-share", "assertj-core");
    }

    @Test
    void copyright_namesEveryLibraryAndItsLicence() throws IOException {
        String copyright = Files.readString(IMAGE.resolve("share/doc/dbvouch/copyright"));
        assertThat(copyright).contains("\n postgresql-", "\n picocli-", "\nLicense: BSD-2-Clause\n Redistribution");
        assertThat(Files.readString(IMAGE.resolve("share/doc/dbvouch/third-party.txt")))
                .contains("\nslf4j-api-", "\nqrcodegen-", "Copyright Project Nayuki", "AWS SDK for Java 2.0");
    }

    private static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    private static String run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
