package io.dbvouch.ledger;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that stays open between appends: to open it each time would take a tenth of an append. Whether it is still what
 * its path names has to be asked before it is used.
 */
final class OpenFile implements AutoCloseable {
    private final Path path;
    private final RandomAccessFile file;
    private final @Nullable Object identity;
    private final Forcing forcing;

    /** How content gets to the disk. */
    @FunctionalInterface
    interface Forcing {
        /** Makes the content of a file durable. */
        void force(FileDescriptor file) throws IOException;
    }

    /** As it should be. Not a lambda: those make a program start slowly. */
    record Fsync() implements Forcing {
        @Override
        public void force(FileDescriptor file) throws IOException {
            file.sync();
        }
    }

    private OpenFile(Path path, RandomAccessFile file, @Nullable Object identity, Forcing forcing) {
        this.forcing = forcing;
        this.path = path;
        this.file = file;
        this.identity = identity;
    }

    /** Opens a file that is there. */
    static OpenFile open(Path path) throws IOException {
        return open(path, new Fsync());
    }

    /** Opens a file that is there. */
    static OpenFile open(Path path, Forcing forcing) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            return new OpenFile(path, file, attributes(path).fileKey(), forcing);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Opens a file, which is made private and empty if it is missing. */
    static OpenFile openOrCreate(Path path) throws IOException {
        if (!Files.exists(path)) {
            Disk.create(path);
        }
        return open(path);
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    Path path() {
        return path;
    }

    /** Whether the path still leads to this file, and the file is {@code length} bytes long. */
    boolean isStill(long length) throws IOException {
        try {
            BasicFileAttributes now = attributes(path);
            return now.size() == length && Objects.equals(now.fileKey(), identity);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /** Up to {@code most} bytes from {@code offset} on. */
    byte[] read(long offset, int most) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(most, file.length() - offset))];
        file.seek(offset);
        file.readFully(bytes);
        return bytes;
    }

    /** Whether the file is these bytes and nothing more. */
    boolean holds(byte[] wanted) throws IOException {
        byte[] bytes = new byte[wanted.length + 1];
        file.seek(0);
        return file.read(bytes) == wanted.length && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }

    /** Whether the file has {@code line}, and a newline after it, at {@code offset}. */
    boolean hasLine(long offset, byte[] line) throws IOException {
        byte[] bytes = new byte[line.length + 1];
        file.seek(offset);
        return file.read(bytes) == bytes.length
                && bytes[line.length] == '\n'
                && Arrays.equals(bytes, 0, line.length, line, 0, line.length);
    }

    void write(long offset, byte[] content) throws IOException {
        file.seek(offset);
        file.write(content);
    }

    /** Cuts off what lies behind {@code length}. */
    void cut(long length) throws IOException {
        if (file.length() > length) {
            file.setLength(length);
        }
    }

    /** Makes the content durable. */
    void sync() throws IOException {
        forcing.force(file.getFD());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
