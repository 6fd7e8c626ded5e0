package io.dbvouch.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What the tests of this package do with ledgers. */
final class TestLedger {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOON);

    private TestLedger() {}

    /** Makes a ledger of {@code size} entries; the first is {@code ledger.created}. */
    static Checkpoint create(Path directory, int size) {
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            return size == 1 ? LedgerReader.open(directory).checkpoint() : append(ledger, size - 1);
        }
    }

    /** Appends entries in one batch. */
    static Checkpoint append(Ledger ledger, int count) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drafts.add(new Draft("test.counted", "{\"n\":" + i + "}"));
        }
        return ledger.append(drafts).getLast().checkpoint();
    }

    static List<Entry> read(Path directory) {
        return read(LedgerReader.open(directory).from(0));
    }

    static List<Entry> read(EntryCursor cursor) {
        List<Entry> entries = new ArrayList<>();
        try (cursor) {
            for (var entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    static List<String> events(Path directory) {
        return read(directory).stream().map(Entry::event).toList();
    }

    /** The first segment, as lines. */
    static List<String> lines(Path directory) {
        return unchecked(() -> Files.readAllLines(segment(directory)));
    }

    /** All segments, as lines. */
    static List<String> allLines(Path directory) throws IOException {
        Segments segments = new Segments(directory.resolve("entries"));
        List<String> lines = new ArrayList<>();
        for (long first : segments.list()) {
            lines.addAll(Files.readAllLines(segments.path(first)));
        }
        return lines;
    }

    static Path segment(Path directory) {
        return directory.resolve("entries/00000000.jsonl");
    }

    static void writeLines(Path directory, List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append('\n');
        }
        unchecked(() -> Files.writeString(segment(directory), text, StandardCharsets.UTF_8));
    }

    /** What an owner can do: writes other entries, and makes tiles, index and a good signature for them with the ledger's key. */
    static Checkpoint rewrite(Path directory, List<String> lines) {
        LedgerFolder files = new LedgerFolder(directory);
        return unchecked(() -> {
            writeLines(directory, lines);
            Files.delete(files.index());
            deleteTiles(files.tiles());
            MerkleTree tree = new MerkleTree();
            Growth growth = new Growth(0);
            long end = 0;
            for (String text : lines) {
                byte[] line = text.getBytes(StandardCharsets.UTF_8);
                tree.append(MerkleTree.leafHash(line).bytes(), growth);
                end += line.length + 1;
                growth.ended(end);
            }
            growth.write(files);
            SigningKey key = LedgerKeys.read(files);
            Checkpoint checkpoint = new Checkpoint(key.name(), tree.size(), tree.root());
            Disk.replace(
                    files.checkpoint(),
                    SignedNote.sign(checkpoint.format(), key).format());
            return checkpoint;
        });
    }

    /**
     * Copies a ledger that is open as a process leaves it that is killed: with a checkpoint over {@code size} entries.
     */
    static void copyUnsealed(Path from, Path to, int size) {
        copy(from, to);
        LedgerFolder files = new LedgerFolder(to);
        unchecked(() -> {
            MerkleTree tree = new MerkleTree();
            for (String line : allLines(to).subList(0, size)) {
                tree.append(MerkleTree.leafHash(line.getBytes(StandardCharsets.UTF_8)));
            }
            SigningKey key = LedgerKeys.read(files);
            Checkpoint checkpoint = new Checkpoint(key.name(), size, tree.root());
            byte[] note = SignedNote.sign(checkpoint.format(), key).format();
            Head head = Objects.requireNonNull(Head.parse(Head.read(files.head()), key.headKey()));
            Disk.replace(files.checkpoint(), note);
            Disk.replace(files.head(), new Head(head.state(), Head.sealOf(note)).format(key.headKey()));
            return checkpoint;
        });
    }

    private static void deleteTiles(Path tiles) throws IOException {
        try (Stream<Path> files = Files.walk(tiles)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.delete(file);
            }
        }
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What may fail as files do. */
    @FunctionalInterface
    interface FileAction<T> {
        T run() throws IOException;
    }

    static <T> T unchecked(FileAction<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
