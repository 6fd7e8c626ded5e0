package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Logins with an administrator's password: over the same TLS, by SCRAM alone, and on record as the person's. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AdminLoginTest {
    private static final Secret PASSWORD = Secret.of("correct-horse");

    @TempDir
    Path folder;

    private Desk desk;
    private Target target;

    @BeforeEach
    void signIn(Sandbox sandbox) throws Exception {
        desk = new Desk(sandbox, folder, Map.of());
        desk.signIn("helpdesk");
        target = desk.target("sandbox-helpdesk");
        try (AccessSession session = desk.open(target)) {
            Desk.query(session, "create role chief login createrole password 'correct-horse'");
        }
    }

    @AfterEach
    void close() throws Exception {
        try (AccessSession session = desk.open(target)) {
            Desk.query(session, "drop role chief");
        } finally {
            desk.close();
        }
    }

    private AccessSession open(String user, Secret password) {
        return desk.broker(target)
                .opening(new AccessRequest(target, null), new AdminLogin(user, password))
                .open();
    }

    @Test
    void password_opensASession_onRecordAsThePersons() throws Exception {
        try (AccessSession session = open("chief", PASSWORD)) {
            assertThat(Desk.query(session, "select current_user")).containsExactly("chief");
            assertThat(session.byPassword()).isTrue();
            assertThat(session.person().name()).isEqualTo("helpdesk");
            assertThat(session.tls().mode()).hasToString("verify-ca");

            JsonObject opened = desk.last();
            assertThat(opened.get("login").getAsString()).isEqualTo("password");
            assertThat(opened.has("token")).isFalse();
            assertThat(opened.getAsJsonObject("person").get("user").getAsString())
                    .isEqualTo("helpdesk");
            assertThat(opened.getAsJsonObject("database").get("user").getAsString())
                    .isEqualTo("chief");
        }
        assertThat(String.join("\n", desk.lines())).doesNotContain("correct-horse");
    }

    @Test
    void wrongPassword_isDenied() {
        AccessException e = catchThrowableOfType(
                AccessException.class,
                () -> open("chief", Secret.of("wrong-horse")).close());

        assertThat(e).isInstanceOf(AccessException.Denied.class);
        assertThat(desk.last().get("event").getAsString()).isEqualTo("session.refused");
    }

    /** What asks for a clear-text password is given a token or nothing. */
    @Test
    void password_ofAMemberOfRdsIam_isNotSent() {
        AccessException e = catchThrowableOfType(
                AccessException.class, () -> open("helpdesk", PASSWORD).close());

        assertThat(e)
                .isInstanceOf(AccessException.Denied.class)
                .hasMessageStartingWith("the password of \"helpdesk\" was not sent to ");
        assertThat(desk.seen()).last().isNotEqualTo("cluster accepted");
    }

    @Test
    void password_isNotSentToAServerThatDoesNotProveItself(Sandbox sandbox) {
        sandbox.faults().add("cluster.certificate=expired");
        try {
            AccessException e = catchThrowableOfType(
                    AccessException.class, () -> open("chief", PASSWORD).close());

            assertThat(e).isInstanceOf(AccessException.TlsRefused.class);
        } finally {
            sandbox.faults().clear();
        }
    }
}
