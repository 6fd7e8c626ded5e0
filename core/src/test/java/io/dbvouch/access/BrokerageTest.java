package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is asked about the chain without a session: each link, what there is to connect to, signing out. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokerageTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void setUp(Sandbox sandbox) {
        desk = new Desk(sandbox, folder, Map.of());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static TargetOptions options(@Nullable String dbname, @Nullable String dbUser, @Nullable Boolean reader) {
        return new TargetOptions(null, null, null, null, null, dbname, dbUser, null, null, reader);
    }

    @Test
    void inspect_wholeChain_holds() {
        desk.signIn("arianna");

        List<ChainInspection.Link> links = desk.brokerage().inspect(desk.target("sandbox"), null);

        assertThat(links).allMatch(ChainInspection.Link.Holds.class::isInstance);
        assertThat(links)
                .extracting(ChainInspection.Link::name)
                .containsExactly("sign-in", "person", "role", "endpoint", "database", "tls");
        assertThat(desk.brokerage().inspect(null, "sandbox"))
                .extracting(ChainInspection.Link::name)
                .containsExactly("sign-in", "person", "role");
        assertThat(desk.events()).doesNotContain("session.requested", "token.issued", "session.refused");
    }

    @Test
    void inspect_brokenChain_endsAtTheMissingLink() throws IOException {
        Target target = desk.target("sandbox");
        assertThat(missing(target).name()).isEqualTo("person");
        assertThat(missing(target).why()).isInstanceOf(AccessException.SignInNeeded.class);

        desk.signIn("arianna");
        Target paolas = desk.target("sandbox", options(null, "paola", null));
        assertThat(missing(paolas).name()).isEqualTo("database");
        assertThat(missing(paolas).why()).isInstanceOf(AccessException.Denied.class);

        Path cache = Folders.of(desk.environment()).ssoCache();
        try (var files = Files.list(cache)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setPosixFilePermissions(
                        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
            }
        }
        assertThat(missing(target).name()).isEqualTo("sign-in");
        assertThat(missing(target).why()).isInstanceOf(AccessException.BadConfiguration.class);
    }

    private ChainInspection.Link.Missing missing(Target target) {
        return (ChainInspection.Link.Missing)
                desk.brokerage().inspect(target, null).getLast();
    }

    @Test
    void discover_isWhatRdsLists() {
        desk.signIn("arianna");

        assertThat(desk.brokerage().discover("sandbox", null))
                .extracting(cluster -> cluster.identifier())
                .contains("sandbox-cluster");
    }

    @Test
    void signOut_dropsTheRoleToo() {
        var signIn = desk.signIn("arianna");
        Target target = desk.target("sandbox");
        desk.broker(target).token(new AccessRequest(target, null));

        desk.brokerage().signInDesk("sandbox").signOut(signIn.session());

        assertThatExceptionOfType(AccessException.SignInNeeded.class)
                .isThrownBy(() -> desk.broker(target).token(new AccessRequest(target, null)));
        assertThat(desk.events()).endsWith("token.issued");
    }
}
