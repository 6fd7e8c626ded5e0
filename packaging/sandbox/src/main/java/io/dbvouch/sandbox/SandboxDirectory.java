package io.dbvouch.sandbox;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of one sandbox, held by a lock for as long as the sandbox runs. It is mode 0700, and removed at the end.
 *
 * <p>A directory is taken when it is new, when it is empty, or when it is that of a sandbox that died: the lock file says
 * that it was a sandbox's, and the lock that nobody has it now. Anything else is refused, so that no option can make this
 * class remove somebody's files.
 */
final class SandboxDirectory implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;

    private SandboxDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** {@code $XDG_RUNTIME_DIR/dbvouch-sandbox-<uid>}, or the same in {@code /tmp}. */
    static Path byDefault() throws IOException {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        Path parent = Path.of(runtime == null || runtime.isEmpty() ? "/tmp" : runtime);
        return parent.resolve("dbvouch-sandbox-" + userId());
    }

    private static Object userId() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.getAttribute(Files.exists(self) ? self : Path.of(System.getProperty("user.home")), "unix:uid");
    }

    /**
     * Takes the directory.
     *
     * @throws SandboxException when another sandbox has it, or it is not one that may be taken
     */
    static SandboxDirectory take(Path directory) throws IOException, SandboxException {
        Path path = directory.toAbsolutePath().normalize();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        check(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return hold(path);
                } catch (ClosedByInterruptException _) {
                    // Half taken, it would stay behind: who interrupts is heard after this.
                    interrupted = Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SandboxDirectory hold(Path path) throws IOException, SandboxException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(path, channel);
            clear(path);
            return new SandboxDirectory(path, channel);
        } catch (IOException | SandboxException e) {
            channel.close();
            throw e;
        }
    }

    private static void check(Path path) throws IOException, SandboxException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new SandboxException(path + " is not a directory");
        }
        if (!Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(userId())) {
            throw new SandboxException(path + " belongs to somebody else");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            if (entries.iterator().hasNext() && !Files.isRegularFile(path.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
                throw new SandboxException(path + " has files in it that are no sandbox's");
            }
        }
    }

    private static void lock(Path path, FileChannel channel) throws IOException, SandboxException {
        Optional<Object> opened = key(path);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new SandboxException("a sandbox runs in " + path + " already");
        }
        // A sandbox that was just ending may have removed the file between its opening and its locking. Its contents
        // could
        // tell, but reading it would end the lock: POSIX locks go when any descriptor of the file is closed.
        if (!opened.equals(key(path))) {
            throw new SandboxException("the sandbox in " + path + " is just ending; try again");
        }
    }

    private static Optional<Object> key(Path path) throws IOException {
        try {
            return Optional.ofNullable(Files.readAttributes(path.resolve(LOCK), BasicFileAttributes.class)
                    .fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Ends what a dead sandbox left running, and removes what it left lying. */
    private static void clear(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path, 4)) {
            for (Path pidFile :
                    files.filter(file -> file.endsWith("postmaster.pid")).toList()) {
                OrphanedPostgres.end(pidFile);
            }
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                if (!entry.endsWith(LOCK)) {
                    remove(entry);
                }
            }
        }
    }

    private static void remove(Path path) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    Path path() {
        return path;
    }

    /** Makes a directory in it. */
    Path directory(String name) throws IOException {
        return Files.createDirectory(path.resolve(name));
    }

    /** Writes a file, mode 0600, all of it or nothing. */
    Path write(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Path temporary = path.resolve(name + ".new");
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, text);
        return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the directory and lets the lock go. */
    @Override
    public void close() throws IOException {
        try (channel) {
            clear(path);
            remove(path);
        }
    }
}
