package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dbvouch.provision.Audit.Finding;
import io.dbvouch.provision.Audit.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static UserView user(
            String name,
            boolean login,
            boolean iam,
            @Nullable Boolean password,
            List<String> powers,
            @Nullable Instant until) {
        return new UserView(name, login, iam, password, false, powers, -1, until, 0, null, List.of(), List.of(), null);
    }

    private static UserView person(String name) {
        return user(name, true, true, null, List.of(), null);
    }

    private static List<Finding> audit(@Nullable Set<String> people, UserView... users) {
        return new Audit(NOW, people, Map.of("shared", List.of("arianna", "paola"))).of(List.of(users));
    }

    @Test
    void onePersonEach_breaksNothing() {
        assertThat(audit(Set.of("paola", "mallory"), person("paola"))).isEmpty();
        assertThat(audit(null, person("paola"))).isEmpty();
    }

    @Test
    void eachRule_isTold() {
        assertThat(audit(
                        Set.of("Paola", "shared", "late", "x".repeat(63), "boss"),
                        person("paola"),
                        person("nobody"),
                        person("shared"),
                        user("app", true, false, null, List.of(), null),
                        user("late", true, true, null, List.of(), NOW),
                        person("x".repeat(63)),
                        user("boss", true, true, true, List.of("createrole"), null)))
                .extracting(Finding::user, Finding::rule)
                .containsExactly(
                        tuple("paola", Rule.CASE),
                        tuple("nobody", Rule.NOBODY),
                        tuple("shared", Rule.SHARED),
                        tuple("app", Rule.PASSWORD),
                        tuple("app", Rule.NOBODY),
                        tuple("late", Rule.EXPIRED),
                        tuple("x".repeat(63), Rule.LENGTH),
                        tuple("boss", Rule.PASSWORD),
                        tuple("boss", Rule.POWERS));
    }

    @Test
    void whoCannotLogIn_andRdsOwn_breakNothing() {
        assertThat(audit(
                        Set.of("x"),
                        user("gone", false, true, true, List.of("superuser"), NOW),
                        user("rdsadmin", true, false, true, List.of("superuser"), null)))
                .isEmpty();
    }

    @Test
    void namesakes_areTold() {
        assertThat(audit(null, person("Paola"), person("paola")))
                .extracting(Finding::words)
                .containsExactly("there also is Paola");
    }
}
