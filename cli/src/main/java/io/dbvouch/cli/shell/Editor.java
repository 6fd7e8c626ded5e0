package io.dbvouch.cli.shell;

import io.dbvouch.ShellWord;
import io.dbvouch.Utf8;
import io.dbvouch.cli.process.Subshell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The person's editor: {@code $PSQL_EDITOR}, {@code $EDITOR}, {@code $VISUAL}, else vi (PostgreSQL, {@code do_edit} in {@code
 * src/bin/psql/command.c}). A text lies in a file of mode 0600 meanwhile, in a folder of its own (0700), since editors keep
 * more beside it; both are gone afterwards.
 */
final class Editor {
    private static final List<String> NAMED_BY = List.of("PSQL_EDITOR", "EDITOR", "VISUAL");
    private static final String DEFAULT = "vi";
    private static final String LINE_OPTION = "PSQL_EDITOR_LINENUMBER_ARG";
    private static final String DEFAULT_LINE_OPTION = "+";
    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    /** How much older than now a file is made, so that a change of it shows where clocks are coarse. */
    private static final long OLDER_MILLIS = 2_000;

    private final Shell shell;

    Editor(Shell shell) {
        this.shell = shell;
    }

    /** What has come of it. */
    sealed interface Edited {
        /** There is a new text. */
        record Changed(String text) implements Edited {}

        /** The file is as it was. */
        record Unchanged() implements Edited {}

        /** There is none, and why has been said. */
        record Failed() implements Edited {}
    }

    private record Stamp(long size, FileTime time) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }
    }

    /**
     * Edits a text.
     *
     * @param line where to begin; 0 for anywhere
     */
    Edited text(String text, int line) {
        Map<String, String> environment = shell.programs.environment();
        Path temporary = Path.of(environment.getOrDefault("TMPDIR", "/tmp"));
        Path folder;
        try {
            folder = Files.createTempDirectory(temporary, "dbvouch-edit-", PRIVATE_FOLDER);
        } catch (IOException e) {
            shell.talk.error(
                    "could not open temporary file in \"" + temporary + "\": " + io.dbvouch.cli.shell.Files.reason(e));
            return new Edited.Failed();
        }
        try {
            folder.toFile().deleteOnExit();
            Path file = Files.createFile(folder.resolve("query.sql"), PRIVATE_FILE);
            file.toFile().deleteOnExit();
            Files.writeString(file, text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - OLDER_MILLIS));
            return file(file, file.toString(), line);
        } catch (IOException e) {
            shell.talk.error(folder + ": " + io.dbvouch.cli.shell.Files.reason(e));
            return new Edited.Failed();
        } finally {
            remove(folder);
        }
    }

    private void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            shell.talk.error(folder + ": " + io.dbvouch.cli.shell.Files.reason(e));
        }
    }

    /**
     * Edits a file.
     *
     * @param name what it is called in messages
     * @param line where to begin; 0 for anywhere
     */
    Edited file(Path file, String name, int line) {
        try {
            Stamp before = Stamp.of(file);
            if (!start(file, line)) {
                return new Edited.Failed();
            }
            if (Stamp.of(file).equals(before)) {
                return new Edited.Unchanged();
            }
            return new Edited.Changed(Utf8.decode(Files.readAllBytes(file)));
        } catch (IOException e) {
            shell.talk.error(name + ": " + io.dbvouch.cli.shell.Files.reason(e));
            return new Edited.Failed();
        }
    }

    private boolean start(Path file, int line) {
        Map<String, String> environment = shell.programs.environment();
        @Nullable String editor = null;
        for (String variable : NAMED_BY) {
            editor = editor == null ? environment.get(variable) : editor;
        }
        String at = line > 0 ? environment.getOrDefault(LINE_OPTION, DEFAULT_LINE_OPTION) + line + " " : "";
        String command = (editor == null ? DEFAULT : editor) + " " + at + argument(file);
        try {
            int exitCode = shell.programs.run("exec " + command);
            if (exitCode == Subshell.NOT_FOUND) {
                shell.talk.error("could not start editor \"" + (editor == null ? DEFAULT : editor) + "\"");
            }
            return exitCode == 0;
        } catch (IOException e) {
            shell.talk.error("could not start /bin/sh");
            return false;
        }
    }

    /** A word of the shell that no editor takes for an option or a command of its own. */
    private static String argument(Path file) {
        String path = file.toString();
        String plain = path.startsWith("-") || path.startsWith("+") ? "./" + path : path;
        return ShellWord.of(plain);
    }
}
