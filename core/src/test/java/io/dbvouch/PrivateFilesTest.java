package io.dbvouch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFilesTest {
    @TempDir
    Path temp;

    @Test
    void read_absentFileOrDirectory_isEmpty() {
        assertThat(PrivateFiles.read(temp.resolve("absent"))).isEmpty();
        assertThat(PrivateFiles.read(temp.resolve("no/such/directory"))).isEmpty();
    }

    @Test
    void write_thenRead_returnsTheContent() {
        Path file = temp.resolve("token.json");

        PrivateFiles.write(file, "{\"who\":\"Zoë\"}\n");
        assertThat(PrivateFiles.read(file)).contains("{\"who\":\"Zoë\"}\n");

        PrivateFiles.write(file, "shorter");
        assertThat(PrivateFiles.read(file)).contains("shorter");
    }

    @Test
    void write_missingDirectories_areMadeForTheOwnerAlone() throws IOException {
        Path file = temp.resolve("a/b/token.json");

        PrivateFiles.write(file, "x");

        assertThat(mode(temp.resolve("a"))).isEqualTo("rwx------");
        assertThat(mode(temp.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void write_leavesNothingElseBehind() throws IOException {
        PrivateFiles.write(temp.resolve("token.json"), "x");
        PrivateFiles.write(temp.resolve("token.json"), "y");

        assertThat(list(temp)).containsExactly("token.json");
    }

    @Test
    void write_placeIsADirectory_failsAndLeavesNothingBehind() throws IOException {
        Files.createDirectories(temp.resolve("token.json/child"));

        assertThatThrownBy(() -> PrivateFiles.write(temp.resolve("token.json"), "x"))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessageContaining("cannot write");
        assertThat(list(temp)).containsExactly("token.json");
    }

    @Test
    void write_directoryIsAFile_fails() throws IOException {
        Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> PrivateFiles.write(temp.resolve("file/token.json"), "x"))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessageContaining("cannot make " + temp.resolve("file"));
    }

    @Test
    void write_overFileThatOthersCanRead_makesItPrivate() throws IOException {
        Path file = Files.writeString(temp.resolve("token.json"), "old");
        chmod(file, "rw-r--r--");

        PrivateFiles.write(file, "new");

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(PrivateFiles.read(file)).contains("new");
    }

    @Test
    void write_overSymbolicLink_replacesTheLinkAndSparesItsTarget() throws IOException {
        Path target = Files.writeString(temp.resolve("target"), "untouched");
        Path link = Files.createSymbolicLink(temp.resolve("token.json"), target);

        PrivateFiles.write(link, "new");

        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(target).hasContent("untouched");
        assertThat(PrivateFiles.read(link)).contains("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---", "rw-rw-rw-"})
    void read_othersHavePermissions_isRefusedWithTheRemedy(String permissions) throws IOException {
        Path file = Files.writeString(temp.resolve("token.json"), "secret");
        chmod(file, permissions);

        AccessException refusal = catchThrowableOfType(AccessException.class, () -> PrivateFiles.read(file));

        assertThat(refusal).isInstanceOf(AccessException.BadConfiguration.class);
        assertThat(refusal.evidence()).containsEntry("permissions", permissions);
        assertThat(refusal.hints()).containsExactly("chmod 600 " + file);
        assertThat(refusal).hasMessageNotContaining("secret");
    }

    @Test
    void read_pathForAShell_isQuotedInTheRemedy() throws IOException {
        Path file = Files.writeString(temp.resolve("it's here"), "secret");
        chmod(file, "rw-r--r--");

        AccessException refusal = catchThrowableOfType(AccessException.class, () -> PrivateFiles.read(file));

        assertThat(refusal.hints()).containsExactly("chmod 600 '" + temp + "/it'\\''s here'");
    }

    @Test
    void read_symbolicLinkEvenToPrivateFile_isRefused() {
        Path target = temp.resolve("target");
        PrivateFiles.write(target, "x");
        Path link = temp.resolve("token.json");

        assertThatThrownBy(() -> PrivateFiles.read(Files.createSymbolicLink(link, target)))
                .isInstanceOf(AccessException.BadConfiguration.class)
                .hasMessageContaining("symbolic link");
    }

    @Test
    void read_danglingLink_isRefusedNotAbsent() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("token.json"), temp.resolve("nowhere"));

        assertThatThrownBy(() -> PrivateFiles.read(link)).isInstanceOf(AccessException.BadConfiguration.class);
    }

    @Test
    void read_directory_isRefused() {
        assertThatThrownBy(() -> PrivateFiles.read(temp))
                .isInstanceOf(AccessException.BadConfiguration.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void read_inDirectoryThatOthersCanList_isAllowed() throws IOException {
        Path directory = Files.createDirectory(temp.resolve("cache"));
        chmod(directory, "rwxr-xr-x");
        PrivateFiles.write(directory.resolve("token.json"), "x");

        assertThat(PrivateFiles.read(directory.resolve("token.json"))).contains("x");
        assertThat(mode(directory)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void readAndWrite_throughLinkedDirectory_work() throws IOException {
        Files.createDirectory(temp.resolve("real"));
        Path linked = Files.createSymbolicLink(temp.resolve("linked"), temp.resolve("real"));

        PrivateFiles.write(linked.resolve("token.json"), "x");

        assertThat(PrivateFiles.read(linked.resolve("token.json"))).contains("x");
    }

    @Test
    void read_notUtf8_fails() throws IOException {
        Path file = temp.resolve("token.json");
        PrivateFiles.write(file, "");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> PrivateFiles.read(file))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void read_hugeFile_fails() throws IOException {
        Path file = temp.resolve("token.json");
        PrivateFiles.write(file, "");
        Files.write(file, new byte[(1 << 20) + 1]);

        assertThatThrownBy(() -> PrivateFiles.read(file))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessageContaining("too large");
    }

    @Test
    void delete_saysWhetherThereWasOne() {
        Path file = temp.resolve("token.json");
        PrivateFiles.write(file, "x");

        assertThat(PrivateFiles.delete(file)).isTrue();
        assertThat(PrivateFiles.delete(file)).isFalse();
    }

    @Test
    void read_whileOthersWrite_neverSeesAPart() throws Exception {
        Path file = temp.resolve("token.json");
        List<String> contents = List.of("a".repeat(50_000), "b".repeat(70_000));
        PrivateFiles.write(file, contents.getFirst());
        List<String> seen = new ArrayList<>();

        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 200; i++) {
                PrivateFiles.write(file, contents.get(i % 2));
            }
        });
        while (writer.isAlive()) {
            seen.add(PrivateFiles.read(file).orElseThrow());
        }
        writer.join();

        assertThat(seen).isNotEmpty();
        assertThat(contents).containsAll(seen);
    }

    private static void chmod(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
