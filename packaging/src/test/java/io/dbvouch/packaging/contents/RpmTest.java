package io.dbvouch.packaging.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The .rpm of the image that was built, looked into with rpm where it is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RpmTest {
    private Path rpm = Path.of("");

    @BeforeAll
    void build(@TempDir Path folder) throws IOException, InterruptedException {
        boolean there = Stream.of("rpm", "rpmbuild", "readelf").allMatch(RpmTest::has);
        assumeTrue(there, "no rpm, no rpmbuild, no readelf");
        ProcessBuilder builder = new ProcessBuilder("native/rpm");
        builder.environment().put("DBVOUCH_COMPRESSION", "0");
        builder.environment().put("DBVOUCH_PACKAGES", folder.toString());
        run(builder);
        try (Stream<Path> files = Files.list(folder)) {
            rpm = files.filter(file -> file.toString().endsWith(".rpm"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> query(String... what) throws IOException, InterruptedException {
        return run(new ProcessBuilder(Stream.of(Stream.of("rpm", "-qp"), Arrays.stream(what), Stream.of(rpm.toString()))
                        .flatMap(each -> each)
                        .toList()))
                .lines()
                .toList();
    }

    @Test
    void files_areWhereSystemsLookForThem() throws IOException, InterruptedException {
        assertThat(query("--list"))
                .contains(
                        "/usr/bin/dbvouch",
                        "/usr/lib/systemd/system/dbvouch-expire@.service",
                        "/usr/lib/systemd/system/dbvouch-expire@.timer",
                        "/etc/dbvouch/config.toml",
                        "/usr/share/man/man1/dbvouch-user.1.gz",
                        "/usr/share/zsh/site-functions/_dbvouch");
        assertThat(query("--configfiles")).containsExactly("/etc/dbvouch/config.toml");
    }

    /** The timer is off by default: nothing is wanted by a target of systemd, and no preset or script turns it on. */
    @Test
    void timer_isOff_andNothingRunsAsRoot() throws IOException, InterruptedException {
        assertThat(query("--scripts")).isEmpty();
        assertThat(query("--triggers")).isEmpty();
        assertThat(query("--list"))
                .noneMatch(
                        file -> file.contains(".wants/") || file.contains("preset") || file.startsWith("/etc/systemd"));
    }

    @Test
    void files_areRootsAndNobodyElseWritesThem() throws IOException, InterruptedException {
        assertThat(query("--queryformat", "[%{FILEUSERNAME} %{FILEGROUPNAME} %{FILEMODES:perms}\\n]"))
                .isNotEmpty()
                .allMatch(line -> line.matches("root root (?:[-d]rw.r-[-x]r-[-x]|l.*)"));
    }

    private static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
