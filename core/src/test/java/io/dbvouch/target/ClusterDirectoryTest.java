package io.dbvouch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.target.ClusterDirectory.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterDirectoryTest {
    private static final Key KEY = new Key("123456789012", "eu-west-1", "aupg");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path cache;

    private Instant now = NOON;
    private final List<String> asked = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private List<Cluster> answer = List.of(cluster("aupg.cluster-a", "aupg.cluster-ro-a", "mylab", true));

    private static Cluster cluster(
            String writer, @Nullable String reader, @Nullable String database, boolean iamAuthentication) {
        return new Cluster(
                "aupg",
                "cluster-ABC",
                "aurora-postgresql",
                "17.5",
                "available",
                new Endpoint(writer, 5433),
                reader == null ? null : new Endpoint(reader, 5433),
                database,
                iamAuthentication);
    }

    private ClusterDirectory directory() {
        return new ClusterDirectory(cache, () -> now, notes::add);
    }

    private Cluster find(Key key) {
        return directory().find(key, () -> identifier -> {
            asked.add(identifier);
            return answer;
        });
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("clusters"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void find_again_isRememberedWhole() throws IOException {
        Cluster first = find(KEY);

        assertThat(find(KEY)).isEqualTo(first).isEqualTo(answer.getFirst());
        assertThat(asked).containsExactly("aupg");
        assertThat(notes).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void find_withoutReaderAndDatabase_isRememberedWhole() {
        answer = List.of(cluster("w", null, null, true));

        find(KEY);

        assertThat(find(KEY)).isEqualTo(answer.getFirst());
        assertThat(asked).hasSize(1);
    }

    @Test
    void find_afterADay_asksAgain() {
        find(KEY);

        now = NOON.plus(Duration.ofDays(1)).minusNanos(1);
        find(KEY);
        assertThat(asked).hasSize(1);

        now = NOON.plus(Duration.ofDays(1));
        find(KEY);
        assertThat(asked).hasSize(2);
    }

    @Test
    void find_answerFromTheFuture_asksAgain() {
        now = NOON.plus(Duration.ofDays(300));
        find(KEY);

        now = NOON;
        find(KEY);

        assertThat(asked).hasSize(2);
    }

    @Test
    void find_otherAccountRegionOrName_isAnotherAnswer() {
        find(KEY);
        find(new Key("210987654321", "eu-west-1", "aupg"));
        find(new Key("123456789012", "eu-west-2", "aupg"));
        find(new Key("123456789012", "eu-west-1", "aupg2"));
        find(new Key("123456789012", "eu-west-1\naupg", ""));

        assertThat(asked).hasSize(5);
    }

    @Test
    void forget_dropsThatOneAlone() {
        Key other = new Key("123456789012", "eu-west-1", "other");
        find(KEY);
        find(other);

        directory().forget(KEY);
        directory().forget(KEY);

        assertThat(directory().remembered(KEY)).isEmpty();
        assertThat(directory().remembered(other)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"asked\":\"2026-11-22T12:00:00Z\"}",
                "{\"asked\":3,\"port\":5432}",
                "{\"asked\":\"2026-11-22T12:00:00Z\",\"port\":0,\"writer\":\"w\",\"resourceId\":\"r\",\"engine\":\"e\",\"engineVersion\":\"v\",\"status\":\"s\"}",
                "{\"asked\":\"2026-11-22T12:00:00Z\",\"port\":1,\"writer\":\"a"
                        + " b\",\"resourceId\":\"r\",\"engine\":\"e\",\"engineVersion\":\"v\",\"status\":\"s\"}",
                "{\"asked\":\"2026-11-22T12:00:00Z\",\"port\":1,\"writer\":null,\"resourceId\":\"r\",\"engine\":\"e\",\"engineVersion\":\"v\",\"status\":\"s\"}",
            })
    void find_damagedFile_asksAgainAndMendsIt(String damage) throws IOException {
        find(KEY);
        Files.writeString(file(), damage);

        assertThat(find(KEY)).isEqualTo(answer.getFirst());
        assertThat(find(KEY)).isEqualTo(answer.getFirst());
        assertThat(asked).hasSize(2);
    }

    @Test
    void find_fileThatIsNoText_asksAgain() throws IOException {
        find(KEY);
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe});

        find(KEY);

        assertThat(asked).hasSize(2);
    }

    @Test
    void find_anyByteOfTheFileChanged_isAnAnswerOrAsksAgain() throws IOException {
        find(KEY);
        byte[] good = Files.readAllBytes(file());
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            Files.write(file(), bad);
            assertThat(find(KEY).identifier())
                    .as(new String(bad, StandardCharsets.ISO_8859_1))
                    .isEqualTo("aupg");
        }
    }

    @Test
    void find_fileThatOthersCanWrite_isRefused() throws IOException {
        find(KEY);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> find(KEY))
                .withMessageContaining("others have access");
    }

    @Test
    void find_cacheThatCannotBeWritten_isANoteAndAskedAgain() throws IOException {
        Path inTheWay = Files.writeString(cache.resolve("clusters"), "a file");

        for (int i = 0; i < 2; i++) {
            assertThat(find(KEY)).isEqualTo(answer.getFirst());
        }

        assertThat(asked).hasSize(2);
        assertThat(notes)
                .hasSize(2)
                .allMatch(note -> note.startsWith("cannot make " + inTheWay + ": "))
                .allMatch(note -> note.endsWith(": RDS will be asked again for cluster \"aupg\""));
    }

    @Test
    void find_noSuchCluster_isRefusedAndNotRemembered() {
        answer = List.of();

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(AccessException.BadConfiguration.class)
                    .isThrownBy(() -> find(KEY))
                    .withMessage("there is no PostgreSQL cluster \"aupg\" in eu-west-1 of account 123456789012")
                    .satisfies(
                            e -> assertThat(e.hints()).containsExactly("dbvouch target discover --region eu-west-1"));
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void find_clusterWithoutIam_isDeniedAndNotRemembered() {
        answer = List.of(cluster("w", null, null, false));

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> find(KEY))
                .withMessage("cluster \"aupg\" does not take IAM logins")
                .satisfies(e -> assertThat(e.hints().getFirst())
                        .contains("--db-cluster-identifier aupg --enable-iam-database-authentication"));
        assertThat(directory().remembered(KEY)).isEmpty();
    }

    @Test
    void endpoint_readerWhereThereIsNone_isRefused() {
        Cluster both = cluster("w", "r", null, true);
        Cluster writerOnly = cluster("w", null, null, true);

        assertThat(both.endpoint(false)).hasToString("w:5433");
        assertThat(both.endpoint(true)).hasToString("r:5433");
        assertThat(writerOnly.endpoint(false)).hasToString("w:5433");
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> writerOnly.endpoint(true))
                .withMessage("cluster \"aupg\" has no reader endpoint");
    }
}
