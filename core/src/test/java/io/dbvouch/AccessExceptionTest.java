package io.dbvouch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessExceptionTest {
    @Test
    void kind_ofEachSubclass_isItsOwnWord() {
        List<AccessException> all = List.of(
                new AccessException.Failed("m"),
                new AccessException.SignInNeeded("m"),
                new AccessException.Denied("m"),
                new AccessException.Unreachable("m"),
                new AccessException.TlsRefused("m"),
                new AccessException.LedgerRefused("m"),
                new AccessException.BadConfiguration("m"),
                new AccessException.Interrupted("m"));

        assertThat(all.stream().map(AccessException::kind))
                .containsExactly(
                        "failed", "sign-in", "denied", "unreachable", "tls", "ledger", "configuration", "interrupted");
        assertThat(AccessException.class.getPermittedSubclasses())
                .as("each subclass is above")
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().<Class<?>>map(Object::getClass).toList());
    }

    @Test
    void evidenceNotesHints_keepTheirOrder() {
        AccessException e = new AccessException.Denied("no", new IllegalStateException("cause"))
                .evidence("z", 1)
                .evidence("absent", null)
                .evidence("a", "2")
                .note("n1")
                .hint("h1")
                .note("n2")
                .hint("h2");

        assertThat(e).hasMessage("no").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(e.evidence()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"));
        assertThat(e.notes()).containsExactly("n1", "n2");
        assertThat(e.hints()).containsExactly("h1", "h2");
    }

    @Test
    void views_cannotBeChanged() {
        AccessException e = new AccessException.Failed("no");

        assertThatThrownBy(() -> e.evidence().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> e.notes().add("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> e.hints().addAll(Arrays.asList("a")))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
