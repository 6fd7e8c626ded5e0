package io.dbvouch.cli.shell;

import io.dbvouch.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens the files that commands name, and says why one cannot be opened as C's {@code strerror} does. */
final class Files {
    private static final Set<OpenOption> REWRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The words for EILSEQ: the JDK opens no file whose name is no UTF-8. */
    static final String NO_NAME = "Invalid or incomplete multibyte or wide character";

    private final Shell shell;

    Files(Shell shell) {
        this.shell = shell;
    }

    /** A file to write, or a program behind a pipe; null where it cannot be, which has been said. */
    @Nullable
    QueryOutput create(String name) {
        boolean program = name.startsWith("|");
        if (program && shell.programs.refuses(name)) {
            return null;
        }
        try {
            if (program) {
                return shell.programs.sink(name.substring(1));
            }
            return name.isEmpty() ? shell.standardOutput() : QueryOutput.file(shell.file(name));
        } catch (IOException e) {
            shell.talk.error(name + ": " + reason(e));
            return null;
        } catch (InvalidPathException _) {
            shell.talk.error(name + ": " + NO_NAME);
            return null;
        }
    }

    /** A file to read; null where it cannot be, which has been said. */
    @Nullable
    InputStream open(String name) {
        Path path = shell.file(name);
        try {
            return java.nio.file.Files.newInputStream(path);
        } catch (IOException e) {
            shell.talk.error(name + ": " + reason(e));
            return null;
        }
    }

    boolean isFolder(String name) {
        return java.nio.file.Files.isDirectory(shell.file(name));
    }

    /** Writes a file that, where there was none, others cannot read. */
    static void writePrivately(Path path, String text) throws IOException {
        try (SeekableByteChannel file = java.nio.file.Files.newByteChannel(path, REWRITE, PRIVATE)) {
            Channels.newOutputStream(file).write(Utf8.encode(text));
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            case NotDirectoryException _ -> "Not a directory";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
