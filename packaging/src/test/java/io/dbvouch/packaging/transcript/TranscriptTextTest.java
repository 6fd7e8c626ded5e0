package io.dbvouch.packaging.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a transcript's text is read. */
final class TranscriptTextTest {
    @Test
    void text_isReadStepByStep() {
        Transcript transcript = Transcript.parse("""
            # a comment

            needs psql
            company auto-approve=arianna
            env A=b=c
            env A
            file x/y
            < one
            <
            <  two
            fault oidc.500=1
            fault none
            $ cat <<END
            > text
            > END
            1> text
            1>
            2> 1> not this
            ? 4
            & sleep 1
            wait
            ? 130
            journal sso sts
            """);

        assertThat(transcript.company()).containsExactly("auto-approve=arianna");
        assertThat(transcript.steps())
                .containsExactly(
                        new Step.Needs(3, "psql"),
                        new Step.Company(4, "auto-approve=arianna"),
                        new Step.Env(5, "A", "b=c"),
                        new Step.Env(6, "A", null),
                        new Step.Write(7, "x/y", "one\n\n two\n"),
                        new Step.Fault(11, "oidc.500=1"),
                        new Step.Fault(12, null),
                        new Step.Run(
                                13,
                                "cat <<END\ntext\nEND\n",
                                new Outcome(List.of("text", ""), List.of("1> not this"), 4)),
                        new Step.Start(20, "sleep 1"),
                        new Step.Await(21, new Outcome(List.of(), List.of(), 130)),
                        new Step.Journal(23, List.of("sso", "sts"), new Outcome(List.of(), List.of(), 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbvouch token", "1> nothing was run", "$ x\n1>no blank", "$ x\n? four"})
    void text_thatIsNoTranscript_isRefusedWithItsLine(String text) {
        assertThatThrownBy(() -> Transcript.parse("# first\n" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ");
    }

    @Test
    void outcome_isWrittenAsItIsRead() {
        List<String> lines = List.of("1> a", "1>", "2> b ", "? 7");

        assertThat(Outcome.parse(lines).lines()).isEqualTo(lines);
    }
}
