package io.dbvouch.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    /** The example of c2sp.org/tlog-checkpoint. */
    private static final String NOTE = """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        """;

    @Test
    void parse_exampleOfTheSpecification_givesItsThreeParts() throws NoteException {
        String text = SignedNote.parse(NOTE.getBytes(UTF_8)).text();

        Checkpoint checkpoint = Checkpoint.parse(text);

        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.root().base64()).isEqualTo(ROOT);
        assertThat(checkpoint.shortRoot())
                .isEqualTo("0ac5186a9186")
                .isEqualTo(checkpoint.root().hex().substring(0, 12));
        assertThat(checkpoint.format()).isEqualTo(text);
    }

    @Test
    void parse_extensionLines_areAccepted() throws NoteException {
        assertThat(Checkpoint.parse("log\n0\n" + ROOT + "\nmore\nand more\n").size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n",
                "log\n1\n",
                "log\n1\n" + ROOT,
                "\n1\n" + ROOT + "\n",
                "log\n\n" + ROOT + "\n",
                "log\n1\n" + ROOT + "\n\n",
                "log\n01\n" + ROOT + "\n",
                "log\n+1\n" + ROOT + "\n",
                "log\n-1\n" + ROOT + "\n",
                "log\n-0\n" + ROOT + "\n",
                "log\n1e3\n" + ROOT + "\n",
                "log\n 1\n" + ROOT + "\n",
                "log\n\u0661\n" + ROOT + "\n",
                "log\n9223372036854775808\n" + ROOT + "\n",
                "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
                "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "log\n1\n***\n",
            })
    void parse_notACheckpoint_refuses(String text) {
        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> Checkpoint.parse(text));
    }

    @Test
    void of_notAHash_refuses() {
        assertThatIllegalArgumentException().isThrownBy(() -> TreeHash.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("two\nlines", 0, new MerkleTree().root()));
    }
}
