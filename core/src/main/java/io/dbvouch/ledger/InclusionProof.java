package io.dbvouch.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows that an entry is in a tree: the audit path of RFC 6962, section 2.1.1.
 *
 * @param index the entry's number, from 0
 * @param size the number of entries in the tree
 * @param path the hashes from the leaf's sibling up to the root's child
 */
public record InclusionProof(long index, long size, List<TreeHash> path) {
    public InclusionProof {
        path = List.copyOf(path);
        if (index < 0 || size < 0) {
            throw new IllegalArgumentException("neither an index nor a size is below 0");
        }
    }

    /** PATH(index, D[size]). */
    static InclusionProof of(TileTree tree, long index, long size) throws IOException {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no entry " + index + " among " + size);
        }
        List<TreeHash> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long split = from + Long.highestOneBit(to - from - 1);
            if (index < split) {
                path.add(tree.hash(split, to));
                to = split;
            } else {
                path.add(tree.hash(from, split));
                from = split;
            }
        }
        return new InclusionProof(index, size, path.reversed());
    }

    /**
     * Whether the tree with this root has this leaf hash at {@link #index()}: RFC 9162, section 2.1.3.2. The numbers of its
     * steps are beside them.
     */
    public boolean proves(TreeHash leaf, TreeHash root) {
        // 1.
        if (index >= size) {
            return false;
        }
        TreeHasher hasher = new TreeHasher();
        // 2. and 3.
        long fn = index;
        long sn = size - 1;
        byte[] hash = leaf.bytes();
        // 4.
        for (TreeHash sibling : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = hasher.node(sibling.bytes(), hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling.bytes());
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        // 5.
        return sn == 0 && TreeHash.of(hash).equals(root);
    }
}
