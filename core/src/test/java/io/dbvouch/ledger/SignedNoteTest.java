package io.dbvouch.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    /** The examples of c2sp.org/signed-note. */
    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String TEXT = "This is an example message.\n";
    private static final String SIGNATURE =
            "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXm"
                    + "RKuwHjG1Yu72IneyaQM=\n";
    private static final String NOTE = TEXT + "\n" + SIGNATURE;
    private static final String POEM = """
        Ognuno sta solo sul cuor della terra
        trafitto da un raggio di sole:

        ed è subito sera.

        — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
        """;

    /** The example of golang.org/x/mod/sumdb/note. */
    private static final String GO_KEY =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static final String GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String GO_NOTE = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
        """;

    @Test
    void open_exampleOfTheSpecification_givesItsText() throws NoteException {
        assertThat(SignedNote.open(NOTE.getBytes(UTF_8), VerifierKey.parse(VKEY)))
                .isEqualTo(TEXT);
    }

    @Test
    void parse_textWithABlankLine_splitsAtTheLastOne() throws NoteException {
        SignedNote note = SignedNote.parse(POEM.getBytes(UTF_8));

        assertThat(note.text()).endsWith("sole:\n\ned è subito sera.\n");
        assertThat(note.signatures())
                .extracting(SignedNote.Signature::name)
                .containsExactly("quasimodo.example/salvatore");
        assertThat(note.signatures().getFirst().id()).isEqualTo(0x367ba04b);
        assertThat(note.format()).isEqualTo(POEM.getBytes(UTF_8));
    }

    @Test
    void sign_keyOfGo_givesItsNote() throws NoteException {
        SigningKey key = SigningKey.parse(GO_KEY);
        SignedNote parsed = SignedNote.parse(GO_NOTE.getBytes(UTF_8));

        assertThat(SignedNote.sign(parsed.text(), key)).isEqualTo(parsed);
        assertThat(SignedNote.open(GO_NOTE.getBytes(UTF_8), VerifierKey.parse(GO_VKEY)))
                .isEqualTo(parsed.text());
        assertThat(key.format()).isEqualTo(GO_KEY);
        assertThat(key).hasToString("[signing key PeterNeumann]");
    }

    @Test
    void generate_newKey_signsWhatItsVerifierKeyOpens() throws NoteException {
        SigningKey.Pair pair = SigningKey.generate("dbvouch.io/ledger/a");
        SigningKey again = SigningKey.parse(pair.signing().format());
        byte[] note = SignedNote.sign(TEXT, again).format();

        assertThat(SignedNote.open(note, VerifierKey.parse(pair.verifier().format())))
                .isEqualTo(TEXT);
    }

    @Test
    void open_otherKeysSignaturesToo_ignoresThem() throws NoteException {
        SignedNote own = SignedNote.parse(NOTE.getBytes(UTF_8));
        SignedNote.Signature sameName = SignedNote.Signature.of("example.com/foo", 7, new byte[64]);
        SignedNote.Signature sameId = SignedNote.Signature.of("example.com/bar", 0x530d903a, new byte[64]);
        SignedNote.Signature cosignature = SignedNote.Signature.of("witness.example", 1, new byte[72]);
        List<SignedNote.Signature> all =
                List.of(cosignature, sameName, own.signatures().getFirst(), sameId);

        byte[] note = new SignedNote(TEXT, all).format();

        assertThat(SignedNote.open(note, VerifierKey.parse(VKEY))).isEqualTo(TEXT);
        assertThat(SignedNote.parse(note).signatures()).isEqualTo(all);
    }

    @Test
    void open_oneOfTwoSignaturesOfTheKeyWrong_refuses() throws NoteException {
        SignedNote.Signature wrong = SignedNote.Signature.of("example.com/foo", 0x530d903a, new byte[64]);
        SignedNote.Signature right =
                SignedNote.parse(NOTE.getBytes(UTF_8)).signatures().getFirst();
        byte[] note = new SignedNote(TEXT, List.of(right, wrong)).format();
        VerifierKey key = VerifierKey.parse(VKEY);

        assertThatExceptionOfType(NoteException.class)
                .isThrownBy(() -> SignedNote.open(note, key))
                .withMessage("the signature of example.com/foo does not verify");
    }

    @Test
    void open_unknownKey_refuses() throws NoteException {
        VerifierKey other = VerifierKey.parse(GO_VKEY);

        assertThatExceptionOfType(NoteException.class)
                .isThrownBy(() -> SignedNote.open(NOTE.getBytes(UTF_8), other))
                .withMessage("no signature by " + GO_VKEY);
    }

    @Test
    void open_everyBitFlipped_refuses() throws NoteException {
        VerifierKey key = VerifierKey.parse(VKEY);
        byte[] note = NOTE.getBytes(UTF_8);
        for (int bit = 0; bit < note.length * 8; bit++) {
            byte[] flipped = note.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatExceptionOfType(NoteException.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> SignedNote.open(flipped, key));
        }
    }

    @Test
    void parse_sixteenSignatures_readsAll() throws NoteException {
        String note = TEXT + "\n" + SIGNATURE.repeat(16);

        assertThat(SignedNote.parse(note.getBytes(UTF_8)).signatures()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n\nsignature\n",
                "text\n\n— name\n",
                "text\n\n—  Uw2QOkk=\n",
                "text\n\n- name Uw2QOkk=\n",
                "text\n\n— name Uw2QOg==\n",
                "text\n\n— name Uw2QOkk\n",
                "text\n\n— name Uw2QOkl=\n",
                "text\n\n— na+me Uw2QOkk=\n",
                "text\n\n— na\u00a0me Uw2QOkk=\n",
                "text\n\n— na me Uw2QOkk=\n",
                "text\n\n— name Uw2QOkk=",
                "te\txt\n\n— name Uw2QOkk=\n",
                "te\0xt\n\n— name Uw2QOkk=\n",
                "text\r\n\r\n— name Uw2QOkk=\r\n",
            })
    void parse_notANote_refuses(String note) {
        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> SignedNote.parse(note.getBytes(UTF_8)));
    }

    @Test
    void parse_notUtf8OrTooManySignatures_refuses() {
        byte[] latin = "t\u00e9xt\n\n— name Uw2QOkk=\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] many = (TEXT + "\n" + SIGNATURE.repeat(101)).getBytes(UTF_8);

        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> SignedNote.parse(latin));
        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> SignedNote.parse(many));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/fo o+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+BekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
            })
    void parseVerifierKey_notAKey_refuses(String vkey) {
        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> VerifierKey.parse(vkey));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PRIVATE+KEY+PeterNeumann+c74f20a3",
                "PRIVATE+KEY+PeterNeumann+c74f20a+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PRIVATE+KEY+PeterNeumann+c74f20ax+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AoEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            })
    void parseSigningKey_notAKey_refuses(String key) {
        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> SigningKey.parse(key));
    }
}
