package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes a ledger as static files that any client of c2sp.org/tlog-tiles can check: {@code checkpoint}, {@code tile/L/N},
 * {@code tile/entries/N}, and {@code N.p/W} for what is not full. An earlier export of the same ledger is extended; what it
 * has is left as it is. The checkpoint comes last, so that a client never sees one whose tiles are not there.
 */
public final class TileExport {
    private final LedgerFolder folder;
    private final LedgerReader reader;
    private final LedgerProver prover;
    private final VerifierKey key;
    private final Path target;

    private TileExport(Path ledger, Path target) {
        folder = new LedgerFolder(ledger);
        reader = LedgerReader.open(ledger);
        prover = new LedgerProver(reader);
        key = reader.verifierKey();
        this.target = target.toAbsolutePath().normalize();
    }

    /**
     * Exports the ledger as it is now.
     *
     * @param ledger its folder
     * @param target a folder that is missing, empty, or holds an earlier export of the ledger
     * @throws AccessException.LedgerRefused if it is none of these, the ledger does not verify as far as it is read, or a
     *     file cannot be written
     */
    public static Exported run(Path ledger, Path target) {
        return new TileExport(ledger, target).run();
    }

    private Exported run() {
        byte[] note = prover.checkpoint();
        try {
            checkApart();
            Tiles tiles = new Tiles(folder.tiles());
            long before = before(tiles);
            if (before < reader.first()) {
                throw pruned(before);
            }
            long from = before - before % MerkleTree.TILE_WIDTH;
            checkEntries(Math.max(from, reader.first()), tiles);
            Disk.createFolder(target);
            TileWriter writer = new TileWriter(target.resolve("tile"), from, tiles);
            appendPruned(writer, from, before, tiles);
            try (EntryCursor entries = reader.from(from)) {
                for (Optional<Entry> next = entries.next(); next.isPresent(); next = entries.next()) {
                    writer.append(next.get().line());
                }
            }
            if (!writer.finish().equals(reader.checkpoint().root())) {
                throw unsigned();
            }
            Disk.replace(target.resolve("checkpoint"), note);
            Disk.force(target);
            return new Exported(reader.checkpoint(), before, key);
        } catch (EOFException e) {
            throw Refusal.tilesMissing(folder, e);
        } catch (IOException e) {
            throw new AccessException.LedgerRefused("the ledger cannot be exported: " + Disk.reason(e), e)
                    .evidence("ledger", folder.path())
                    .evidence("folder", target)
                    .evidence("cause", e.getMessage())
                    .note("it is to be exported to " + target);
        }
    }

    /** Before anything is written: a bundle that is there would be replaced by one that the signed root does not cover. */
    private void checkEntries(long from, Tiles tiles) throws IOException {
        MerkleTree tree = MerkleTree.restore(from, (level, tile, count) -> Tiles.whole(tiles, level, tile, count));
        TreeHasher hasher = new TreeHasher();
        try (EntryCursor entries = reader.from(from)) {
            for (Optional<Entry> next = entries.next(); next.isPresent(); next = entries.next()) {
                byte[] line = next.get().line();
                tree.append(hasher.leaf(line, 0, line.length), (_, _, _) -> {});
            }
        }
        if (!tree.root().equals(reader.checkpoint().root())) {
            throw unsigned();
        }
    }

    private AccessException unsigned() {
        return Refusal.broken(folder.entries(), "the entries do not give the signed root");
    }

    /** Of a bundle that is to grow, the target has those that the ledger does not have any more. */
    private void appendPruned(TileWriter writer, long from, long before, Tiles tiles) throws IOException {
        if (from >= reader.first()) {
            return;
        }
        List<byte[]> lines = new EntryBundles(target, before).lines(from / MerkleTree.TILE_WIDTH);
        int count = (int) (reader.first() - from);
        byte[] row = Tiles.whole(tiles, 0, from / MerkleTree.TILE_WIDTH, count);
        for (int i = 0; i < count; i++) {
            byte[] leaf = MerkleTree.leafHash(lines.get(i)).bytes();
            if (!Arrays.equals(leaf, 0, leaf.length, row, i * leaf.length, (i + 1) * leaf.length)) {
                throw EarlierExport.none(target, "its entry " + (from + i) + " is not the ledger's");
            }
            writer.append(lines.get(i));
        }
    }

    private AccessException pruned(long before) {
        return new AccessException.LedgerRefused("entries " + before + " to " + (reader.first() - 1)
                        + " were pruned from the ledger, and " + target + " does not have them")
                .evidence("folder", target)
                .evidence("pruned", reader.first())
                .hint("name the folder that they were exported to");
    }

    /** A ledger's own tiles have the same names, and a different form. */
    private void checkApart() throws IOException {
        Path existing = target;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        boolean within = existing.toRealPath().startsWith(folder.path().toRealPath());
        if (within || Files.exists(target.resolve("entries")) || Files.exists(target.resolve("key"))) {
            throw refused("it is a ledger");
        }
    }

    /** How many entries of this ledger the target holds. */
    private long before(Tiles tiles) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(target)) {
            throw refused("it is not a folder");
        }
        if (isEmpty()) {
            return 0;
        }
        return EarlierExport.open(target, key, reader.checkpoint(), tiles).size();
    }

    private boolean isEmpty() throws IOException {
        if (!Files.exists(target)) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target)) {
            return !files.iterator().hasNext();
        }
    }

    private AccessException refused(String why) {
        return EarlierExport.none(target, why);
    }
}
