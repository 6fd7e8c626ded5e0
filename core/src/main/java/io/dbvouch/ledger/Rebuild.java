package io.dbvouch.ledger;

import java.io.IOException;

/** Makes tiles and index again from the entries: for what a power cut took, since neither is forced with each append. */
final class Rebuild {
    private static final int AT_ONCE = 4096;

    private final LedgerFolder folder;

    Rebuild(LedgerFolder folder) {
        this.folder = folder;
    }

    /** Writes nothing and returns false unless the entries give the signed root: what differs may be needed as evidence. */
    boolean run(Checkpoint checkpoint) throws IOException {
        if (!pass(checkpoint, false)) {
            return false;
        }
        return pass(checkpoint, true);
    }

    private boolean pass(Checkpoint checkpoint, boolean write) throws IOException {
        MerkleTree tree = new MerkleTree();
        TreeHasher hasher = new TreeHasher();
        Growth growth = new Growth(0);
        try (EntryWalk walk = new EntryWalk(new Segments(folder.entries()), 0, 0, checkpoint.size())) {
            while (walk.next()) {
                LineReader line = walk.line();
                byte[] leaf = hasher.leaf(line.buffer(), line.start(), line.length());
                if (!write) {
                    tree.append(leaf, (_, _, _) -> {});
                    continue;
                }
                tree.append(leaf, growth);
                growth.ended(line.endOffset());
                if (growth.count() == AT_ONCE) {
                    growth.write(folder);
                    growth = new Growth(tree.size());
                }
            }
        }
        growth.write(folder);
        return tree.size() == checkpoint.size() && tree.root().equals(checkpoint.root());
    }
}
