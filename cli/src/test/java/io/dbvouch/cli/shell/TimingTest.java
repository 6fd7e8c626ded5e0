package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimingTest {
    private long now = 1_000_000_000;
    private final Timing timing = new Timing(() -> now);

    private void passes(long millis) {
        now += millis * 1_000_000;
    }

    private String sentence() {
        timing.pause();
        return timing.sentence();
    }

    @Test
    void pause_resultThatIsReadForLong_isOverWhenItHasCome() {
        passes(500);
        timing.begin();
        passes(2);
        timing.pause();
        passes(3000);

        assertThat(sentence()).isEqualTo("Time: 2.000 ms");
    }

    @Test
    void goOn_anotherResult_timeGoesOnFromTheFirstOne() {
        passes(2);
        timing.pause();
        passes(3000);
        timing.goOn();
        passes(1);
        timing.pause();
        passes(500);

        assertThat(sentence()).isEqualTo("Time: 3003.000 ms (00:03.003)");
    }

    @Test
    void resume_rowsInParts_leavesOutWhatWasDoneWithThem() {
        passes(2);
        timing.pause();
        passes(3000);
        timing.resume();
        passes(1);

        assertThat(sentence()).isEqualTo("Time: 3.000 ms");
    }

    @Test
    void resume_notPaused_isNothing() {
        passes(2);
        timing.resume();

        assertThat(sentence()).isEqualTo("Time: 2.000 ms");
    }
}
