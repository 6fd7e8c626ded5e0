package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenChangeTest {
    private static final String ID = "01M82G1TK4EPA1ZX1WFDNDAND7";
    private static final Instant TIME = Instant.parse("2026-11-22T10:15:30Z");

    private static OpenChange change(String action, long pid) {
        return new OpenChange(ID, "prod", "paola", action, TIME, pid, List.of("alter role \"paola\" login;\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "added,   added,      01M82G1TK4EPA1ZX1WFDNDAND7, APPLIED",
        "changed, changed,    01M82G1TK4EPA1ZX1WFDNDAND7, APPLIED",
        "changed, locked out, 01M82G1TK4EPA1ZX1WFDNDAND7, PARTLY",
        "removed, removed,    01M82G1TK4EPA1ZX1WFDNDAND7, PARTLY",
        "changed, added,      01M82G1TK4EPA1ZX1WFDNDAND6, NOT_APPLIED",
        "changed, changed,    01M82G1TK4EPA1ZX1WFDNDAND8, UNKNOWN"
    })
    void outcome_isWhatTheUsersCommentTells(String action, String done, String id, ChangeLog.Outcome outcome) {
        String comment = new Stamp(id, "help, desk", TIME, "why\nnot, ledger change 0", "csv a").comment(done);

        assertThat(change(action, 1).outcome(true, comment)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "added,   false, , UNKNOWN",
        "removed, false, , APPLIED",
        "changed, true,  , NOT_APPLIED",
        "changed, true, 'an application''s', NOT_APPLIED"
    })
    void outcome_withoutACommentOfOurs_isWhatThereIs(
            String action, boolean there, @Nullable String comment, ChangeLog.Outcome outcome) {
        assertThat(change(action, 1).outcome(there, comment)).isEqualTo(outcome);
    }

    @Test
    void changeOfAProcessThatIsThere_goesOn_butNotThatOfOneWhichBeganLater() {
        long pid = ProcessHandle.current().pid();
        Instant now = Instant.now();

        assertThat(new OpenChange(ID, "prod", "paola", "added", now, pid, List.of()).isGoingOn())
                .isTrue();
        assertThat(new OpenChange(ID, "prod", "paola", "added", TIME.minusSeconds(1_000_000_000), pid, List.of())
                        .isGoingOn())
                .isFalse();
        assertThat(change("added", Integer.MAX_VALUE).isGoingOn()).isFalse();
    }
}
