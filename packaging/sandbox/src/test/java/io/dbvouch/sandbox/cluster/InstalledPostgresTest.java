package io.dbvouch.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster over a PostgreSQL that this machine has. */
final class InstalledPostgresTest {
    /** Where Debian's packages put each version. */
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    @TempDir
    Path directory;

    @Test
    void start_overEachOfThisMachine_isAClusterOfThatVersion() throws Exception {
        List<Path> installed = installed();
        assumeFalse(installed.isEmpty(), "there is no PostgreSQL in " + DEBIAN);
        for (Path postgres : installed) {
            try (TestCluster test = new TestCluster(directory, postgres)) {
                assertThat(test.cluster.version()).startsWith(postgres.getFileName() + ".");
                try (Connection connection = test.connect("arianna", test.token("arianna"))) {
                    assertThat(TestCluster.ask(connection, "show server_version"))
                            .startsWith(test.cluster.version());
                    assertThat(TestCluster.ask(connection, "select upper('élan')"))
                            .isEqualTo("ÉLAN");
                    assertThat(TestCluster.ask(connection, "select count(*) from customers"))
                            .isEqualTo("5");
                }
                String password = test.cluster.master().password();
                try (Connection connection = test.connect(Cluster.MASTER, password)) {
                    assertThat(TestCluster.ask(connection, "select current_user"))
                            .isEqualTo(Cluster.MASTER);
                }
                assertThatThrownBy(() -> test.connect("arianna", "no token"))
                        .hasMessage("FATAL: PAM authentication failed for user \"arianna\"");
                test.cluster.faults().restart();
                assertThat(test.cluster.execute("select 1")).containsExactly("1");
            }
            assertThat(directory).isEmptyDirectory();
        }
    }

    private static List<Path> installed() throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIAN, "1[5-9]")) {
                for (Path version : versions) {
                    if (Files.isExecutable(version.resolve("bin/postgres"))) {
                        found.add(version);
                    }
                }
            }
        }
        return found;
    }

    @Test
    void start_whereThereIsNone_isRefusedAndLeavesNothingBehind() {
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> new TestCluster(directory, nowhere))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no PostgreSQL in " + nowhere + ": " + nowhere + "/bin/initdb cannot be run");
        assertThat(directory).isEmptyDirectory();
    }
}
