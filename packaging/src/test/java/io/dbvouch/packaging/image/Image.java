package io.dbvouch.packaging.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The program that was built. */
final class Image {
    /** How an executable of Linux begins, by the System V ABI. */
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private Image() {}

    /** Its launcher, or itself. */
    static Path program() {
        return Path.of(Objects.requireNonNull(System.getProperty("dbvouch.program"), "dbvouch.program"));
    }

    /** Whether it is the native executable; otherwise it is the launcher of the runtime image. */
    static boolean isExecutable() throws IOException {
        try (InputStream in = Files.newInputStream(program())) {
            return Arrays.equals(in.readNBytes(ELF.length), ELF);
        }
    }

    /** What a program printed and ended with. */
    record Ended(int code, String out, String err) {}

    /** Runs a program to its end. */
    static Ended run(Path outputs, Map<String, String> environment, List<String> line)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(outputs, "out", "");
        Path err = Files.createTempFile(outputs, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ended(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
