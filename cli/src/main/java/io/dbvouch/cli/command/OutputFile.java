package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.output.Utf8Sink;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that a command writes for somebody: whole, or not at all. What is no regular file, such as a pipe, is written to as
 * it is.
 */
final class OutputFile {
    private OutputFile() {}

    /** What is written. */
    interface Content {
        void writeTo(TextSink sink) throws IOException;
    }

    static void write(Path file, Content content) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                fill(file, content);
                return;
            }
            // Made with mode 0600: who may read the ledger may not be who may read the folder.
            Path beside = Files.createTempFile(
                    file.toAbsolutePath().resolveSibling(""), "." + file.getFileName() + ".", ".tmp");
            try {
                fill(beside, content);
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new AccessException.Failed("cannot write " + file + ": " + reason(e), e).evidence("file", file);
        }
    }

    private static void fill(Path file, Content content) throws IOException {
        try (Utf8Sink sink = new Utf8Sink(Files.newOutputStream(file))) {
            content.writeTo(sink);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
