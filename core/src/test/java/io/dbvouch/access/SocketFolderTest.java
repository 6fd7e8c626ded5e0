package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketFolderTest {
    private static final String SOCKET = ".s.PGSQL.5432";

    private Path base = Path.of("");

    /** A socket's path is short; a test's folder is not always. */
    @BeforeEach
    void folder() throws IOException {
        base = Files.createTempDirectory(Path.of("/tmp"), "sockets");
    }

    @AfterEach
    void remove() throws IOException {
        try (Stream<Path> all = Files.walk(base)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    /** What a process leaves that is killed. */
    private Path left(String name, String permissions) throws IOException {
        Path folder = Files.createDirectory(base.resolve(name));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        listen(folder).close();
        assertThat(folder.resolve(SOCKET)).exists();
        return folder;
    }

    private static ServerSocketChannel listen(Path folder) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return listener.bind(UnixDomainSocketAddress.of(folder.resolve(SOCKET)));
    }

    private static Path aged(Path folder) throws IOException {
        return Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    }

    private void create() {
        try (SocketFolder made = SocketFolder.create(Map.of("XDG_RUNTIME_DIR", base.toString()))) {
            assertThat(made.folder()).isDirectory();
        }
    }

    @Test
    void create_folderThatAKilledProcessHasLeft_isRemoved() throws IOException {
        Path left = aged(left("dbvouch-1", "rwx------"));

        create();

        assertThat(left).doesNotExist();
    }

    @Test
    void create_folderWhereSomebodyListens_stays() throws IOException {
        Path used = Files.createDirectory(base.resolve("dbvouch-1"));
        Files.setPosixFilePermissions(used, PosixFilePermissions.fromString("rwx------"));
        try (ServerSocketChannel _ = listen(aged(used))) {
            aged(used);
            create();

            assertThat(used.resolve(SOCKET)).exists();
        }
    }

    @Test
    void create_folderThatIsNew_stays() throws IOException {
        Path left = left("dbvouch-1", "rwx------");

        create();

        assertThat(left.resolve(SOCKET)).exists();
    }

    @Test
    void create_folderThatOthersCanLookInto_stays() throws IOException {
        Path left = aged(left("dbvouch-1", "rwxr-x---"));

        create();

        assertThat(left.resolve(SOCKET)).exists();
    }

    @Test
    void create_folderWithMoreInIt_stays() throws IOException {
        Path left = left("dbvouch-1", "rwx------");
        Files.writeString(left.resolve("mine"), "");
        aged(left);

        create();

        assertThat(left.resolve(SOCKET)).exists();
    }

    @Test
    void create_folderOfAnotherName_stays() throws IOException {
        Path left = aged(left("gate-1", "rwx------"));

        create();

        assertThat(left.resolve(SOCKET)).exists();
    }

    @Test
    void create_whatOnlyLooksLikeOne_stays() throws IOException {
        Path left = aged(left("gate-1", "rwx------"));
        Path link = Files.createSymbolicLink(base.resolve("dbvouch-1"), left);
        Path file = Files.createDirectory(base.resolve("dbvouch-2"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(file.resolve(SOCKET), "");
        aged(file);

        create();

        assertThat(link).isSymbolicLink();
        assertThat(left.resolve(SOCKET)).exists();
        assertThat(file.resolve(SOCKET)).exists();
    }
}
