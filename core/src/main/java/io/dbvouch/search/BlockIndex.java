package io.dbvouch.search;

import io.dbvouch.Sha256;
import io.dbvouch.ledger.TreeHash;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The summaries of a ledger's blocks, in a file. What is wrong with the file is no failure, and neither is a file that cannot
 * be made: then there are no summaries.
 */
final class BlockIndex implements AutoCloseable {
    static final int RECORD = Long.BYTES + TreeHash.BYTES + BlockSummary.BYTES + 32;

    private static final int CHECKED = RECORD - 32;
    private static final byte[] MAGIC = "dbvouch block summary 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int AT_ONCE = 256;
    private static final Set<PosixFilePermission> WRITING_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final MessageDigest sha256 = Sha256.begin();
    private @Nullable Path path;
    private @Nullable RandomAccessFile file;
    private byte[] window = new byte[0];
    private long windowStart = -1;

    /** None at all where {@code path} is null. The file is made when it is first asked for. */
    BlockIndex(@Nullable Path path) {
        this.path = path;
    }

    private static @Nullable RandomAccessFile open(Path path) {
        try {
            if (!isOurs(path)) {
                return null;
            }
            try {
                return new RandomAccessFile(path.toFile(), "rw");
            } catch (IOException _) {
                return new RandomAccessFile(path.toFile(), "r");
            }
        } catch (IOException | UnsupportedOperationException _) {
            return null;
        }
    }

    /** Makes the file where it is missing. False where others could have written to it, or it is another file by a link. */
    private static boolean isOurs(Path path) throws IOException {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() && Collections.disjoint(attributes.permissions(), WRITING_OTHERS);
        } catch (NoSuchFileException _) {
            Files.createDirectories(
                    path.toAbsolutePath().resolveSibling(""),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                return true;
            } catch (FileAlreadyExistsException _) {
                // Another search was faster; the next one will find it there.
                return false;
            }
        }
    }

    /** The summary of a block whose leaves have this root; null where there is none that is beyond doubt. */
    @Nullable
    BlockSummary find(long block, TreeHash root) {
        if (path != null) {
            file = open(path);
            path = null;
        }
        if (file == null) {
            return null;
        }
        try {
            long start = block / AT_ONCE * AT_ONCE;
            if (start != windowStart) {
                window = read(file, start);
                windowStart = start;
            }
        } catch (IOException _) {
            giveUp();
            return null;
        }
        int at = (int) (block % AT_ONCE) * RECORD;
        if (at + RECORD > window.length) {
            return null;
        }
        ByteBuffer record = ByteBuffer.wrap(window, at, RECORD);
        long number = record.getLong();
        byte[] covered = new byte[TreeHash.BYTES];
        record.get(covered);
        byte[] checksum = Arrays.copyOfRange(window, at + CHECKED, at + RECORD);
        boolean sound = number == block
                && TreeHash.of(covered).equals(root)
                && MessageDigest.isEqual(checksum, checksum(window, at));
        return sound ? BlockSummary.read(record) : null;
    }

    private static byte[] read(RandomAccessFile file, long start) throws IOException {
        long whole = Math.clamp(file.length() / RECORD - start, 0, AT_ONCE);
        byte[] records = new byte[(int) whole * RECORD];
        file.seek(start * RECORD);
        file.readFully(records);
        return records;
    }

    /** Keeps the summary of a block whose leaves have this root. */
    void put(long block, TreeHash root, BlockSummary summary) {
        if (file == null) {
            return;
        }
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        record.putLong(block).put(root.bytes());
        summary.write(record);
        record.put(checksum(record.array(), 0));
        try {
            file.seek(block * RECORD);
            file.write(record.array());
        } catch (IOException _) {
            giveUp();
        }
    }

    private byte[] checksum(byte[] records, int at) {
        sha256.update(MAGIC);
        sha256.update(records, at, CHECKED);
        return sha256.digest();
    }

    private void giveUp() {
        close();
        file = null;
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException _) {
                // What was not written is read again by the next search.
                return;
            }
        }
    }
}
