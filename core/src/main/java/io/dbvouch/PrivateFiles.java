package io.dbvouch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Small text files that are nobody else's business: cached tokens and credentials. For POSIX file systems.
 *
 * <ol>
 *   <li>A file is made as 0600, in a directory that is made as 0700 if it is missing, whatever the umask.
 *   <li>It is written beside its place and renamed, so that a reader sees the old content or the new, never a part. What
 *       stood there, be it a symbolic link or a file that others could read, is replaced.
 *   <li>It is read only if it is a regular file that group and others have no permission on. A directory that others can
 *       list is no reason to refuse: the AWS CLI makes its own with the umask's permissions.
 * </ol>
 *
 * <p>Nothing is forced to the disk: what is kept here can be had again.
 */
public final class PrivateFiles {
    /** Larger than any file that is kept this way: reading stops with an error. */
    private static final long MAX_BYTES = 1 << 20;

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private static final Set<PosixFilePermission> OTHERS = Set.copyOf(PosixFilePermissions.fromString("---rwxrwx"));

    private PrivateFiles() {}

    /**
     * The content of {@code file}, or nothing if there is no such file.
     *
     * @throws AccessException.BadConfiguration if others have permissions on it, or it is no regular file; the hint says how
     *     to mend it
     * @throws AccessException.Failed if it cannot be read, or is larger than 1 MiB, or is not UTF-8
     */
    public static Optional<String> read(Path file) {
        try {
            refuseUnlessPrivate(file);
            try (SeekableByteChannel channel =
                    Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                if (channel.size() > MAX_BYTES) {
                    throw new AccessException.Failed(file + " is too large").evidence("bytes", channel.size());
                }
                byte[] bytes = Channels.newInputStream(channel).readNBytes((int) MAX_BYTES);
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            }
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new AccessException.Failed(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /**
     * As {@link #read}, for what can be had again: a file that does not read as text counts as none.
     *
     * @throws AccessException.BadConfiguration if others have permissions on it, or it is no regular file
     */
    public static Optional<String> readUsable(Path file) {
        try {
            return read(file);
        } catch (AccessException.Failed _) {
            return Optional.empty();
        }
    }

    /**
     * Puts {@code content} into {@code file}, replacing what was there.
     *
     * @throws AccessException.Failed if it cannot be written; what was there is then unchanged
     */
    public static void write(Path file, String content) {
        Path directory = directoryOf(file);
        createDirectory(directory);
        @Nullable Path beside = null;
        try {
            beside = Files.createTempFile(directory, ".", ".tmp", attribute(FILE));
            Files.writeString(beside, content);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            beside = null;
        } catch (IOException e) {
            throw failed("write", file, e);
        } finally {
            discard(beside);
        }
    }

    /**
     * Removes {@code file}, if there is one.
     *
     * @return whether there was one
     * @throws AccessException.Failed if it cannot be removed
     */
    public static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("remove", file, e);
        }
    }

    /**
     * Makes {@code directory} and its missing parents, each as 0700. One that exists is left as it is.
     *
     * @throws AccessException.Failed if it cannot be made, or is no directory
     */
    public static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory, attribute(DIRECTORY));
        } catch (IOException e) {
            throw failed("make", directory, e);
        }
    }

    static FileAttribute<Set<PosixFilePermission>> ownerOnly() {
        return attribute(FILE);
    }

    static Path directoryOf(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new AccessException.Failed(file + " names no file");
        }
        return directory;
    }

    private static void refuseUnlessPrivate(Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            throw new AccessException.BadConfiguration(file + " is a symbolic link: not read")
                    .evidence("file", file)
                    .hint("rm " + ShellWord.of(file.toString()));
        }
        if (!attributes.isRegularFile()) {
            throw new AccessException.BadConfiguration(file + " is not a regular file: not read")
                    .evidence("file", file);
        }
        Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
        others.retainAll(attributes.permissions());
        if (!others.isEmpty()) {
            throw new AccessException.BadConfiguration("others have access to " + file + ": not read")
                    .evidence("file", file)
                    .evidence("permissions", PosixFilePermissions.toString(attributes.permissions()))
                    .hint("chmod 600 " + ShellWord.of(file.toString()));
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }

    private static void discard(@Nullable Path beside) {
        if (beside != null) {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException ignored) {
                // The failure that led here is the one to report.
                return;
            }
        }
    }

    static AccessException failed(String verb, Path file, IOException cause) {
        return new AccessException.Failed("cannot " + verb + " " + file + ": " + reason(cause), cause)
                .evidence("file", file);
    }

    /** What the exception means: the message of many is the file's name alone. */
    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "something else has that name";
            case NoSuchFileException _ -> "no such folder";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> cause.getClass().getSimpleName();
        };
    }
}
