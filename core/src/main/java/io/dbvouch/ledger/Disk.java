package io.dbvouch.ledger;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Files that only their owner can use, and that are on the disk when a method says so.
 *
 * <p>Contents are written by {@code java.io}, whose files stay open when their thread is interrupted: a {@link FileChannel}
 * would be closed in the middle of an append.
 */
final class Disk {
    private Disk() {}

    /** Creates an empty file with mode 0600, which must not be there yet. */
    static void create(Path file) throws IOException {
        Files.createFile(file, mode("rw-------"));
    }

    /** As {@link #create}, unless another process was faster. */
    static void createIfMissing(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw e;
            }
        }
    }

    /** Creates a folder with mode 0700, and those above it, where they are missing. True if it was. */
    static boolean createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return false;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createFolder(parent);
        }
        try {
            Files.createDirectory(folder, mode("rwx------"));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; anything else that bears the name is in the way.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        if (parent != null) {
            force(parent);
        }
        return true;
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /**
     * Puts {@code content} in the place of {@code file}: who reads the file sees all of the old or all of the new content,
     * after a crash too. The content is forced before the rename, so that a crash cannot leave an empty file; the folder is
     * for the caller to {@link #force}.
     */
    static void replace(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        create(temporary);
        try {
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Makes the names in {@code folder} durable. */
    static void force(Path folder) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException _) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes the content of {@code file} durable. */
    static void sync(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.getFD().sync();
        }
    }

    /** Cuts {@code file} off at {@code length}, durably. */
    static void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
            open.getFD().sync();
        }
    }

    /** Writes what {@code file} holds from {@code offset} on once more, durably. */
    static void rewrite(Path file, long offset) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] buffer = new byte[1 << 16];
            long at = offset;
            open.seek(at);
            for (int read = open.read(buffer); read > 0; read = open.read(buffer)) {
                open.seek(at);
                open.write(buffer, 0, read);
                at += read;
            }
            open.getFD().sync();
        }
    }

    /** Copies what {@code from} holds from {@code offset} on to a new file, durably. */
    static void copy(Path from, long offset, Path to) throws IOException {
        create(to);
        try (FileInputStream in = new FileInputStream(from.toFile());
                FileOutputStream out = new FileOutputStream(to.toFile())) {
            in.skipNBytes(offset);
            in.transferTo(out);
            out.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(to);
            throw e;
        }
    }

    /** All of a small file. Refuses one longer than {@code most} bytes, and a symbolic link. */
    static byte[] read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new FileSystemException(file.toString(), null, "longer than " + most + " bytes");
            }
            return content;
        }
    }

    /** Why a file operation failed, in words, without the path. */
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "something else has that name";
            case NotDirectoryException _ -> "not a folder";
            case FileSystemException f -> Objects.requireNonNullElse(f.getReason(), "it failed");
            default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        };
    }
}
