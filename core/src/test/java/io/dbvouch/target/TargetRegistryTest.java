package io.dbvouch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRegistryTest {
    private static final String TARGETS = """
        [targets.prod]
        profile = "p"
        region = "eu-west-1"
        cluster = "c"
        dbname = "d"
        sslmode = "verify-ca"
        sslrootcert = "/ca.pem"
        hostaddr = "10.0.0.1"
        db_user = "app"
        shared_user = true
        reason_required = true
        record_statements = "text"
        [targets.reader]
        cluster = "c"
        reader = true
        [targets.lab]
        host = "h"
        port = 5433
        """;

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private TargetRegistry registry() throws IOException {
        return TargetRegistry.load(file("config.toml", TARGETS), Map.of());
    }

    private static TargetOptions options(@Nullable String host, @Nullable Integer port, @Nullable Boolean reader) {
        return new TargetOptions(null, null, host, port, null, null, null, null, null, reader);
    }

    @Test
    void load_fileNamed_isTheOnlyOne() throws IOException {
        Path named = file("named.toml", "targets.a.host = \"named\"");
        Path inEnvironment = file("env.toml", "targets.b.host = \"env\"");
        file("home/.config/dbvouch/config.toml", "targets.c.host = \"own\"");
        Map<String, String> environment = Map.of(
                "DBVOUCH_CONFIG",
                inEnvironment.toString(),
                "HOME",
                folder.resolve("home").toString());

        assertThat(TargetRegistry.load(named, environment).files()).containsExactly(named);
        assertThat(TargetRegistry.load(null, environment).files()).containsExactly(inEnvironment);
        assertThat(TargetRegistry.fileToEdit(named, environment)).isEqualTo(named);
        assertThat(TargetRegistry.fileToEdit(null, environment)).isEqualTo(inEnvironment);
    }

    @Test
    void load_nothingNamed_isThePersonsOwn() throws IOException {
        Path home = folder.resolve("home");
        Path own = file("home/.config/dbvouch/config.toml", "targets.own.host = \"h\"");
        Path xdg = file("xdg/dbvouch/config.toml", "targets.xdg.host = \"h\"");

        assertThat(TargetRegistry.load(null, Map.of("HOME", home.toString(), "DBVOUCH_CONFIG", ""))
                        .files())
                .contains(own);
        Map<String, String> withXdg = Map.of(
                "HOME",
                home.toString(),
                "XDG_CONFIG_HOME",
                folder.resolve("xdg").toString());
        assertThat(TargetRegistry.load(null, withXdg).files()).contains(xdg).doesNotContain(own);
        assertThat(TargetRegistry.fileToEdit(null, withXdg)).isEqualTo(xdg);
        assertThat(TargetRegistry.fileToEdit(null, Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", "relative")))
                .as("a relative path is to be ignored")
                .isEqualTo(own);
    }

    @Test
    void load_missing_isRefusedOnlyWhereItIsNamed() {
        Path missing = folder.resolve("missing.toml");

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TargetRegistry.load(missing, Map.of()))
                .withMessage(missing + " does not exist");
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TargetRegistry.load(null, Map.of("DBVOUCH_CONFIG", missing.toString())));
        assertThat(TargetRegistry.load(null, Map.of("HOME", folder.toString())).targets())
                .noneMatch(target -> target.name().equals("prod"));
    }

    @Test
    void find_nameWithoutOptions_isAsConfigured() throws IOException {
        TargetRegistry registry = registry();

        assertThat(registry.targets().stream().map(Target::name)).containsExactly("prod", "reader", "lab");
        assertThat(registry.find("prod", TargetOptions.NONE))
                .isEqualTo(registry.targets().iterator().next());
    }

    @Test
    void find_options_beatTheConfiguration() throws IOException {
        TargetOptions all = new TargetOptions(
                "p2", "us-east-1", null, null, "10.0.0.2", "d2", "u2", "verify-full", Path.of("/ca2.pem"), true);

        assertThat(registry().find("prod", all))
                .isEqualTo(new Target(
                        "prod",
                        new Target.Aws("p2", "us-east-1"),
                        new Target.Place.Cluster("c", true),
                        "10.0.0.2",
                        "d2",
                        new Target.Tls("verify-full", Path.of("/ca2.pem")),
                        new Target.Rules("u2", false, true, Target.RecordStatements.TEXT)));
    }

    @Test
    void find_placeByOptions_followsWhatTheTargetNames() throws IOException {
        TargetRegistry registry = registry();

        assertThat(registry.find("reader", options(null, null, false)).place())
                .isEqualTo(new Target.Place.Cluster("c", false));
        assertThat(registry.find("reader", TargetOptions.NONE).place()).isEqualTo(new Target.Place.Cluster("c", true));
        assertThat(registry.find("prod", options("other", null, null)).place())
                .isEqualTo(new Target.Place.Host(new Endpoint("other", 5432)));
        assertThat(registry.find("lab", options("other", null, null)).place())
                .as("the port belongs to the host that is left")
                .isEqualTo(new Target.Place.Host(new Endpoint("other", 5432)));
        assertThat(registry.find("lab", options(null, 5434, null)).place())
                .isEqualTo(new Target.Place.Host(new Endpoint("h", 5434)));
        assertThat(registry.find("lab", options(null, null, false)).place())
                .isEqualTo(new Target.Place.Host(new Endpoint("h", 5433)));
    }

    @Test
    void find_optionsThatDoNotGoTogether_areRefused() throws IOException {
        TargetRegistry registry = registry();

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> registry.find("prod", options(null, 5432, null)))
                .withMessageContaining("--port goes with a host");
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> registry.find("lab", options(null, null, true)))
                .withMessageContaining("--reader goes with a cluster");
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> registry.find("prod", options("h", null, true)))
                .withMessageContaining("--reader goes with a cluster");
    }

    @Test
    void find_byAddress_isTakenWithOptionsOnTop() throws IOException {
        TargetRegistry registry = registry();

        Target target = registry.find("postgresql://u@h:1/d?sslmode=verify-full", options(null, 2, null));
        assertThat(target.place()).isEqualTo(new Target.Place.Host(new Endpoint("h", 2)));
        assertThat(target.dbname()).isEqualTo("d");
        assertThat(registry.find(null, options("h", 3, null)).place())
                .isEqualTo(new Target.Place.Host(new Endpoint("h", 3)));
        assertThat(registry.find(null, options("h", 3, null)).name()).isEqualTo("h:3");
    }

    @Test
    void find_nothing_isRefused() throws IOException {
        TargetRegistry registry = registry();

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> registry.find(null, TargetOptions.NONE))
                .withMessage("no target is named")
                .satisfies(e -> assertThat(e.hints()).first().isEqualTo("dbvouch target list"));
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> registry.find("", TargetOptions.NONE));
    }

    @Test
    void find_unknown_namesThoseThereAre() throws IOException {
        TargetRegistry registry = registry();

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> registry.find("Prod", TargetOptions.NONE))
                .withMessage("there is no target \"Prod\"")
                .satisfies(e -> assertThat(e.hints())
                        .containsExactly(
                                "name one of: prod, reader, lab",
                                "dbvouch target add Prod --cluster CLUSTER --profile PROFILE --dbname DB"))
                .satisfies(e -> assertThat(e.evidence())
                        .containsEntry("files", registry.files().toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://u:hunter2@h/d",
                "mysql://u:hunter2@h/d",
                "postgresql:/u:hunter2@h/d",
                "POSTGRESQL://u:hunter2@h/d",
                "u:hunter2@h",
                "host=h password=hunter2",
                "$(hunter2)",
            })
    void find_whatMayHoldAPassword_isRefusedAndNotRepeated(String given) throws IOException {
        TargetRegistry registry = registry();

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> registry.find(given, TargetOptions.NONE))
                .withMessage("that is neither a target's name nor a connection URI")
                .satisfies(e ->
                        assertThat(e.hints() + "" + e.notes() + e.evidence()).doesNotContain("hunter2"));
    }
}
