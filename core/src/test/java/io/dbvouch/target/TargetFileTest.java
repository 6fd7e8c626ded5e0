package io.dbvouch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetFileTest {
    private static final Path HOME = Path.of("/home/arianna");

    @TempDir
    Path folder;

    private Path file(String content) {
        try {
            return Files.writeString(folder.resolve("config.toml"), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Target only(String content) {
        var targets = TargetFile.read(file(content), HOME).targets();
        assertThat(targets).hasSize(1);
        return targets.values().iterator().next();
    }

    @Test
    void targets_everyKey_isRead() {
        assertThat(only("""
            # ours
            [targets.prod]
            profile = "prod-dba"
            cluster = "aupg-labs-cluster"
            reader = true
            region = "eu-west-1"
            dbname = "mylab"
            sslmode = "verify-full"
            sslrootcert = "/etc/dbvouch/bundle.pem"
            hostaddr = "127.0.0.1"
            db_user = "app"
            shared_user = true
            reason_required = true
            record_statements = "hash"
            allow_shell = true
            """))
                .isEqualTo(new Target(
                        "prod",
                        new Target.Aws("prod-dba", "eu-west-1"),
                        new Target.Place.Cluster("aupg-labs-cluster", true),
                        "127.0.0.1",
                        "mylab",
                        new Target.Tls("verify-full", Path.of("/etc/dbvouch/bundle.pem")),
                        new Target.Rules("app", true, true, Target.RecordStatements.HASH, SessionLimits.NONE, true)));
    }

    @Test
    void targets_hostAlone_hasTheDefaults() {
        assertThat(only("targets.lab.host = 'db.example.com'"))
                .isEqualTo(new Target(
                        "lab",
                        new Target.Aws(null, null),
                        new Target.Place.Host(new Endpoint("db.example.com", 5432)),
                        null,
                        null,
                        new Target.Tls(null, null),
                        new Target.Rules(null, false, false, Target.RecordStatements.NONE)));
    }

    @ParameterizedTest
    @CsvSource({"none, NONE", "hash, HASH", "text, TEXT"})
    void targets_recordStatements_areThreeWords(String word, Target.RecordStatements meaning) {
        assertThat(only("[targets.a]\nhost = \"h\"\nrecord_statements = \"" + word + "\"")
                        .rules()
                        .recordStatements())
                .isEqualTo(meaning);
    }

    @Test
    void targets_relativeRootCertificate_liesBesideTheFile() {
        assertThat(only("[targets.a]\nhost = \"h\"\nsslrootcert = \"ca/../b.pem\"")
                        .tls()
                        .sslrootcert())
                .isEqualTo(folder.toAbsolutePath().resolve("b.pem"));
        assertThat(only("[targets.a]\nhost = \"h\"\nsslrootcert = \"~/b.pem\"")
                        .tls()
                        .sslrootcert())
                .isEqualTo(HOME.resolve("b.pem"));
    }

    @Test
    void targets_oddNames_areTakenToTheLetter() {
        assertThat(TargetFile.read(file("[targets.\"a.b c\"]\nhost = \"h\"\n[targets.'é\"']\nhost = \"h\"\n"), HOME)
                        .targets())
                .containsOnlyKeys("a.b c", "é\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "[targets.a]|host = => :2: Unexpected end of line, expected a value",
                "[targets.a => :1: Unexpected end of line, expected ]",
                "x = 1 => :1: x is not known; targets stand under [targets.NAME]",
                "[target.a]|host = \"h\" => :1: target is not known; targets stand under [targets.NAME]",
                "targets = 3 => :1: targets must be a table",
                "[targets]|a = 3 => :2: targets.a must be a table",
                "[[targets.a]]|host = \"h\" => :1: targets.a must be a table",
                "[targets.a] => :1: targets.a names neither cluster nor host",
                "[targets.\"\"]|host = \"h\" => :1: targets.\"\" is a target without a name",
                "[targets.a]|host = \"h\"|dbame = \"x\" => :3: targets.a.dbame is not known; known are profile,"
                        + " region, cluster, reader, host, port, hostaddr, dbname, sslmode, sslrootcert, db_user,"
                        + " shared_user, reason_required, record_statements, idle_timeout, max_session,"
                        + " allow_shell",
                "[targets.a]|host = 3 => :2: targets.a.host must be a string",
                "[targets.a]|host = \"\" => :2: targets.a.host is empty",
                "[targets.a]|host = \"a b\" => :2: targets.a.host cannot be: \"a b\" is no host name",
                "[targets.a]|host = \"h:5432\" => :2: targets.a.host cannot be: \"h:5432\" is no host name",
                "[targets.a]|host = \"h\"|port = 0 => :3: targets.a.port is not between 1 and 65535",
                "[targets.a]|host = \"h\"|port = 70000 => :3: targets.a.port is not between 1" + " and 65535",
                "[targets.a]|host = \"h\"|port = \"5432\" => :3: targets.a.port must be a number",
                "[targets.a]|host = \"h\"|port = 5432.0 => :3: targets.a.port must be a number",
                "[targets.a]|cluster = \"c\"|host = \"h\" => :3: targets.a.host does not go with cluster: AWS says"
                        + " where a cluster is",
                "[targets.a]|cluster = \"c\"|port = 1 => :3: targets.a.port does not go with cluster: AWS says where a"
                        + " cluster is",
                "[targets.a]|host = \"h\"|reader = true => :3: targets.a.reader goes with cluster only",
                "[targets.a]|cluster = \"c\"|reader = 1 => :3: targets.a.reader must be true or false",
                "[targets.a]|host = \"h\"|shared_user = \"yes\" => :3: targets.a.shared_user must be true or false",
                "[targets.a]|host = \"h\"|reason_required = 1 => :3: targets.a.reason_required must be true or false",
                "[targets.a]|host = \"h\"|hostaddr = \"tunnel\" => :3: targets.a.hostaddr must be an IP address",
                "[targets.a]|host = \"h\"|record_statements = \"all\" => :3: targets.a.record_statements must be"
                        + " \"none\", \"hash\" or \"text\"",
                "[targets.a]|host = \"h\"|sslrootcert = \"\\u0000\" => :3: targets.a.sslrootcert is no path: Nul"
                        + " character not allowed",
                "[targets.a]|host = \"h\"||[targets.a]|host = \"i\" => :4: targets.a previously defined at line 1,"
                        + " column 1",
            })
    void targets_defect_isNamedByFileLineAndKey(String content, String message) {
        Path file = file(content.replace('|', '\n') + "\n");

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TargetFile.read(file, HOME).targets())
                .withMessage(file + message);
    }

    @Test
    void read_missing_isRefused() {
        Path missing = folder.resolve("none.toml");

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TargetFile.read(missing, HOME))
                .withMessage(missing + " does not exist");
        assertThat(TargetFile.readOrEmpty(missing, HOME).targets()).isEmpty();
    }

    @Test
    void read_notUtf8OrADirectory_isRefused() throws IOException {
        Path latin = Files.write(folder.resolve("latin.toml"), new byte[] {'#', (byte) 0xe9, '\n'});

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TargetFile.read(latin, HOME))
                .withMessage(latin + " is not UTF-8");
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TargetFile.read(folder, HOME))
                .withMessage(folder + " is a folder");
    }

    @Test
    void targets_anything_isTargetsOrABadConfiguration() {
        Random random = new Random(11);
        String[] pieces = {
            "[targets.",
            "a",
            "]\n",
            "host",
            "cluster",
            "port",
            " = ",
            "\"h\"",
            "3",
            "true",
            "\n",
            "'",
            "\"",
            ".",
            "{",
            "}",
            "[",
            "\\u0000",
            "#",
            "é",
            "1979-05-27",
            "nan",
            ",",
            "reader",
            "sslrootcert",
            "\"\"\"",
            "targets",
            "\r",
            "\0",
        };
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Path file = file(text.toString());
            try {
                assertThat(TargetFile.read(file, HOME).targets()).isNotNull();
            } catch (AccessException.BadConfiguration e) {
                assertThat(e.getMessage()).as("%s", text).startsWith(file.toString());
            }
        }
    }
}
