package io.dbvouch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFileEditTest {
    private static final Path HOME = Path.of("/home/arianna");

    private static final String BEFORE = """
        # The company's databases.   Keep sorted!

        [targets.lab]            # for everybody
          host   =  'db.example.com'   # indented
        \tport=5433

        # production: ask before use
        [targets."prod.eu"]
        cluster = "aupg" ; reason_required = true
        """.replace(" ; ", "\n");

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("config.toml"), content);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("cluster", "new \"cluster\"");
        settings.put("reader", true);
        settings.put("dbname", "my\\lab");
        return settings;
    }

    private static void add(Path path, String name, Map<String, Object> settings) {
        TargetFile file = TargetFile.readOrEmpty(path, HOME);
        file.add(name, settings);
        file.save();
    }

    private static void remove(Path path, String name) {
        TargetFile file = TargetFile.read(path, HOME);
        file.remove(name);
        file.save();
    }

    @Test
    void edit_manyAtOnce_losesNone() throws Exception {
        Path path = file(BEFORE);
        List<Callable<Boolean>> edits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "at-once-" + i;
            edits.add(() -> {
                TargetFile.edit(path, HOME, folder.resolve("locks"), file -> file.add(name, settings()));
                return true;
            });
        }
        try (ExecutorService all = Executors.newFixedThreadPool(edits.size())) {
            for (Future<Boolean> edit : all.invokeAll(edits)) {
                assertThat(edit.get()).isTrue();
            }
        }

        assertThat(TargetFile.read(path, HOME).targets())
                .hasSize(2 + edits.size())
                .containsKeys("lab", "prod.eu", "at-once-0", "at-once-7");
    }

    @Test
    void edit_thatIsRefused_changesNothing() throws IOException {
        Path path = file(BEFORE);

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() ->
                        TargetFile.edit(path, HOME, folder.resolve("locks"), file -> file.add("lab", settings())));

        assertThat(path).content().isEqualTo(BEFORE);
    }

    @Test
    void add_toAFile_keepsWhatIsThereByteForByte() throws IOException {
        Path path = file(BEFORE);

        add(path, "extra", settings());

        assertThat(Files.readString(path)).startsWith(BEFORE);
        assertThat(TargetFile.read(path, HOME).targets()).containsOnlyKeys("lab", "prod.eu", "extra");
        assertThat(TargetFile.read(path, HOME).targets().get("extra"))
                .isEqualTo(new Target(
                        "extra",
                        new Target.Aws(null, null),
                        new Target.Place.Cluster("new \"cluster\"", true),
                        null,
                        "my\\lab",
                        new Target.Tls(null, null),
                        new Target.Rules(null, false, false, Target.RecordStatements.NONE)));
    }

    @Test
    void addThenRemove_givesTheSameFileBack() throws IOException {
        Path path = file(BEFORE);

        add(path, "extra", settings());
        remove(path, "extra");

        assertThat(Files.readString(path).stripTrailing()).isEqualTo(BEFORE.stripTrailing());
    }

    @Test
    void remove_oneOfSeveral_keepsTheOthersByteForByte() throws IOException {
        Path path = file(BEFORE);

        remove(path, "prod.eu");

        assertThat(Files.readString(path)).startsWith(BEFORE.substring(0, BEFORE.indexOf("\n# production")));
        assertThat(TargetFile.read(path, HOME).targets()).containsOnlyKeys("lab");
    }

    @Test
    void remove_theFirst_keepsTheLaterComment() throws IOException {
        Path path = file(BEFORE);

        remove(path, "lab");

        assertThat(Files.readString(path)).contains(BEFORE.substring(BEFORE.indexOf("# production")));
        assertThat(TargetFile.read(path, HOME).targets()).containsOnlyKeys("prod.eu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with.dot", "with blank", "quo\"te", "é", "]", "a\nb"})
    void add_anyName_isReadBack(String name) throws IOException {
        Path path = file(BEFORE);

        add(path, name, Map.of("host", "h"));

        assertThat(TargetFile.read(path, HOME).targets()).containsOnlyKeys("lab", "prod.eu", name);
        remove(path, name);
        assertThat(TargetFile.read(path, HOME).targets()).containsOnlyKeys("lab", "prod.eu");
    }

    @Test
    void add_toAFileWithWindowsLines_isReadBack() throws IOException {
        Path path = file(BEFORE.replace("\n", "\r\n"));

        add(path, "extra", Map.of("host", "h"));

        assertThat(Files.readString(path)).startsWith(BEFORE.replace("\n", "\r\n"));
        assertThat(TargetFile.read(path, HOME).targets()).containsOnlyKeys("lab", "prod.eu", "extra");
    }

    @Test
    void add_toAFileWithoutALastNewline_isReadBack() throws IOException {
        Path path = file(BEFORE.stripTrailing());

        add(path, "extra", Map.of("host", "h"));

        assertThat(TargetFile.read(path, HOME).targets()).containsOnlyKeys("lab", "prod.eu", "extra");
    }

    @Test
    void add_nameThatIsTaken_isRefusedWithItsLine() throws IOException {
        Path path = file(BEFORE);
        TargetFile file = TargetFile.read(path, HOME);

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> file.add("lab", Map.of("host", "h")))
                .withMessage(path + ":3: targets.lab is there already")
                .satisfies(e -> assertThat(e.hints()).containsExactly("dbvouch target remove lab"));
    }

    @Test
    void add_settingThatCannotBe_changesNothing() throws IOException {
        Path path = file(BEFORE);
        TargetFile file = TargetFile.read(path, HOME);

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> file.add("bad", Map.of("host", "h", "port", 0L)))
                .withMessage("targets.bad.port is not between 1 and 65535");
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> file.add("bad", Map.of("nonsense", "h")));
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> file.add("", Map.of("host", "h")));
        file.save();

        assertThat(TargetFile.read(path, HOME).targets()).containsOnlyKeys("lab", "prod.eu");
    }

    @Test
    void remove_unknown_isRefused() throws IOException {
        Path path = file(BEFORE);
        TargetFile file = TargetFile.read(path, HOME);

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> file.remove("prod"))
                .withMessage("there is no target \"prod\" in " + path);
    }

    @Test
    void save_newFile_isForTheOwnerAlone() throws IOException {
        Path path = folder.resolve("new/dbvouch/config.toml");

        add(path, "lab", Map.of("host", "h", "port", 5433L));

        assertThat(mode(path)).isEqualTo("rw-------");
        assertThat(mode(path.getParent())).isEqualTo("rwx------");
        assertThat(TargetFile.read(path, HOME).targets()).containsOnlyKeys("lab");
    }

    @Test
    void save_overAFile_keepsItsModeAndLeavesNothingBeside() throws IOException {
        Path path = file(BEFORE);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        remove(path, "lab");

        assertThat(mode(path)).isEqualTo("rw-r--r--");
        assertThat(files()).containsExactly("config.toml");
    }

    @Test
    void save_throughALink_keepsTheLink() throws IOException {
        Path real = file(BEFORE);
        Path link = Files.createSymbolicLink(folder.resolve("link.toml"), real);

        remove(link, "lab");

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.isSymbolicLink(real)).isFalse();
        assertThat(Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(TargetFile.read(real, HOME).targets()).containsOnlyKeys("prod.eu");
    }

    @Test
    void save_placeIsTaken_failsAndLeavesNothingBeside() throws IOException {
        Path path = folder.resolve("config.toml");
        TargetFile file = TargetFile.readOrEmpty(path, HOME);
        file.add("lab", Map.of("host", "h"));
        Files.createDirectories(path.resolve("occupied"));

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(file::save)
                .withMessageStartingWith(path + " cannot be written: ");
        assertThat(files()).containsExactly("config.toml");
    }

    @Test
    void save_folderThatCannotBe_isRefusedAndNamed(@TempDir Path place) throws IOException {
        Path file = Files.writeString(place.resolve("file"), "");
        Path under = file.resolve("config.toml");
        TargetFile edited = TargetFile.readOrEmpty(under, HOME);
        edited.add("a", Map.of("host", "h"));

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(edited::save)
                .withMessage(under + " cannot be written: cannot make " + file + ": something else has that name");
        assertThat(file).isEmptyFile();
    }

    @Test
    void save_linkThatLeadsNowhere_isRefusedAndStays(@TempDir Path place) throws IOException {
        Path link = Files.createSymbolicLink(place.resolve("config.toml"), place.resolve("gone.toml"));
        TargetFile edited = TargetFile.readOrEmpty(link, HOME);
        edited.add("a", Map.of("host", "h"));

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(edited::save)
                .withMessage(link + " is a symbolic link that leads nowhere");
        assertThat(link).isSymbolicLink();
        assertThat(place.resolve("gone.toml")).doesNotExist();
    }
}
