package io.dbvouch.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the files that commands name, and says why one cannot be opened as C's {@code strerror} does. */
final class Files {
    /** What is said of all that would run a program. */
    static final String NO_PROGRAMS =
            "programs are not run from here: use a file, or a pipe of the shell around dbvouch";

    private final Shell shell;

    Files(Shell shell) {
        this.shell = shell;
    }

    /** A file to write; null where it cannot be, which has been said. */
    @Nullable
    QueryOutput create(String name) {
        if (name.startsWith("|")) {
            shell.talk.error(name + ": " + NO_PROGRAMS);
            return null;
        }
        try {
            return name.isEmpty() ? shell.standardOutput() : QueryOutput.file(shell.file(name));
        } catch (IOException e) {
            shell.talk.error(name + ": " + reason(e));
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
