package io.dbvouch.cli.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLinesTest {
    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private KeptLines lines(String name) {
        return new KeptLines(KeptLines.file(folder.resolve("history"), name), notes::add);
    }

    @Test
    void add_textsOfSeveralLines_areReadBack() {
        KeptLines lines = lines("prod");
        lines.add("select 1");
        lines.add("select 'a\nb\\n\\'\n\r\\g");

        assertThat(lines("prod").last(10)).containsExactly("select 1", "select 'a\nb\\n\\'\n\r\\g");
        assertThat(notes).isEmpty();
    }

    @Test
    void add_first_makesAFileOfOnesOwnInAFolderOfOnesOwn() throws IOException {
        lines("prod").add("select 1");

        assertThat(mode("history")).isEqualTo("rwx------");
        assertThat(mode("history/prod")).isEqualTo("rw-------");
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    @Test
    void add_secretOrVeryLong_isNotKept() {
        KeptLines lines = lines("prod");
        lines.add("alter role ari password 'x'");
        lines.add("select '" + "x".repeat(20_000) + "'");
        lines.add("select 2");

        assertThat(lines("prod").last(10)).containsExactly("select 2");
    }

    @Test
    void last_manyMoreThanWanted_areForgottenInTheFile() throws IOException {
        KeptLines lines = lines("prod");
        for (int i = 0; i < 300; i++) {
            lines.add("select " + i);
        }

        assertThat(lines("prod").last(2)).containsExactly("select 298", "select 299");
        assertThat(Files.readAllLines(folder.resolve("history/prod"))).hasSize(2);
        assertThat(mode("history/prod")).isEqualTo("rw-------");
    }

    @Test
    void last_fileThatOthersCanRead_isNotUsedAndSaysSo() throws IOException {
        lines("prod").add("select 1");
        Path file = folder.resolve("history/prod");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        KeptLines lines = lines("prod");
        assertThat(lines.last(10)).isEmpty();
        lines.add("select 2");

        assertThat(Files.readString(file)).isEqualTo("select 1\n");
        assertThat(notes).hasSize(1);
        assertThat(notes.getFirst()).contains("others have access to", "is not kept");
    }

    @Test
    void add_fileIsALink_isNotFollowed() throws IOException {
        Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
        Files.createDirectory(folder.resolve("history"));
        Files.createSymbolicLink(folder.resolve("history/prod"), elsewhere);

        lines("prod").add("select 1");

        assertThat(elsewhere).isEmptyFile();
        assertThat(notes).hasSize(1);
    }

    @Test
    void file_namesOfAnyKind_areDifferentFilesOfTheFolder() {
        assertThat(
                        List.of("prod", "..", ".", "a/../../b", "a.b", "postgresql://h:5432/d", "PROD", "a%2Fb", "ä")
                                .stream()
                                .map(name -> KeptLines.file(folder, name)))
                .doesNotHaveDuplicates()
                .allSatisfy(file -> assertThat(file.normalize().getParent()).isEqualTo(folder));
    }
}
