package io.dbvouch.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the package documentation, taken from there. */
class PackageDocumentationTest {
    private static final Path SOURCE = Path.of("src/main/java/io/dbvouch/ledger/package-info.java");

    @TempDir
    Path folder;

    @Test
    void example_asFiles_isIntact() throws IOException, NoteException {
        writeExample();

        Checkpoint checkpoint = LedgerReader.open(folder).checkpoint();

        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
        assertThat(checkpoint.root().hex())
                .isEqualTo("879504e9c33c0291c3f18ed40635dd7029c4ad2701bac419e4e71b8aebb907f4");
        assertThat(TestLedger.events(folder)).containsExactly("ledger.created", "login.succeeded");
        assertThat(LedgerVerifier.verify(
                        folder, Evidence.of(VerifierKey.parse(block("key.pub").strip()))))
                .isInstanceOf(Verdict.Intact.class);
    }

    /** A verifier of its own, written from the documentation with nothing of this package. */
    @Test
    void example_byHand_followsTheDescription() throws IOException, GeneralSecurityException {
        String[] vkey = block("key.pub").strip().split("\\+", 3);
        String checkpoint = block("checkpoint");
        int blank = checkpoint.lastIndexOf("\n\n");
        String text = checkpoint.substring(0, blank + 1);
        String[] signature = checkpoint.substring(blank + 2).strip().split(" ", -1);
        byte[] typedKey = Base64.getDecoder().decode(vkey[2]);
        byte[] keyId = Arrays.copyOf(sha256((vkey[0] + "\n").getBytes(UTF_8), typedKey), 4);
        byte[] signed = Base64.getDecoder().decode(signature[2]);
        Signature verifier = Signature.getInstance("Ed25519");
        byte[] publicKey = concat(
                HexFormat.of().parseHex("302a300506032b6570032100"), Arrays.copyOfRange(typedKey, 1, typedKey.length));
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKey)));
        verifier.update(text.getBytes(UTF_8));
        List<String> lines = block("entries/00000000.jsonl").lines().toList();
        byte[] first = sha256(new byte[] {0}, lines.get(0).getBytes(UTF_8));
        byte[] second = sha256(new byte[] {0}, lines.get(1).getBytes(UTF_8));
        byte[] root = sha256(new byte[] {1}, concat(first, second));

        assertThat(HexFormat.of().formatHex(keyId)).isEqualTo(vkey[1]);
        assertThat(Arrays.copyOf(signed, 4)).isEqualTo(keyId);
        assertThat(verifier.verify(signed, 4, 64)).isTrue();
        assertThat(text).isEqualTo(vkey[0] + "\n2\n" + Base64.getEncoder().encodeToString(root) + "\n");
        assertThat(hex("tile/0/000")).isEqualTo(concat(first, second));
        long firstEnd = lines.get(0).getBytes(UTF_8).length + 1L;
        long secondEnd = firstEnd + lines.get(1).getBytes(UTF_8).length + 1;
        assertThat(hex("index"))
                .isEqualTo(ByteBuffer.allocate(16)
                        .putLong(firstEnd)
                        .putLong(secondEnd)
                        .array());
    }

    private void writeExample() throws IOException {
        Files.createDirectories(folder.resolve("entries"));
        Files.createDirectories(folder.resolve("tile/0"));
        for (String name : List.of("key.pub", "entries/00000000.jsonl", "checkpoint")) {
            Files.writeString(folder.resolve(name), block(name));
        }
        for (String name : List.of("tile/0/000", "index")) {
            Files.write(folder.resolve(name), hex(name));
        }
    }

    private static byte[] hex(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : block(name).lines().toList()) {
            bytes.write(HexFormat.of().parseHex(line));
        }
        return bytes.toByteArray();
    }

    /** The block of the example that follows the name of a file. */
    private static String block(String name) throws IOException {
        String source = Files.readString(SOURCE);
        String example = source.substring(source.indexOf("<h2>Example</h2>"));
        Pattern pattern = Pattern.compile(
                Pattern.quote("{@code " + name + "}") + "[^<]*<pre>\\{@code\\n(.*?) \\* }</pre>", Pattern.DOTALL);
        Matcher matcher = pattern.matcher(example);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1).replaceAll("(?m)^ \\* ?", "");
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
