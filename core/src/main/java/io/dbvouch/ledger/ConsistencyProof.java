package io.dbvouch.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows that a tree begins with all that a smaller one had: the proof of RFC 6962, section 2.1.2.
 *
 * @param first the number of entries in the smaller tree
 * @param second the number of entries in the larger one
 * @param path the hashes; none where {@code first} is 0 or {@code second}
 */
public record ConsistencyProof(long first, long second, List<TreeHash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("no size is below 0");
        }
    }

    /** PROOF(first, D[second]). The RFC leaves {@code first = 0} out: every tree begins with nothing. */
    static ConsistencyProof of(TileTree tree, long first, long second) throws IOException {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("a tree of " + second + " has no first " + first);
        }
        List<TreeHash> path = new ArrayList<>();
        long from = 0;
        long to = second;
        while (first != 0 && first != to) {
            long split = from + Long.highestOneBit(to - from - 1);
            if (first <= split) {
                path.add(tree.hash(split, to));
                to = split;
            } else {
                path.add(tree.hash(from, split));
                from = split;
            }
        }
        // The whole of a subtree that does not start at 0: its hash is no root that the verifier has.
        if (from != 0) {
            path.add(tree.hash(from, to));
        }
        return new ConsistencyProof(first, second, path.reversed());
    }

    /**
     * Whether the tree with {@code secondRoot} begins with the tree of {@code firstRoot}: RFC 9162, section 2.1.4.2, and what
     * it leaves out, sizes that are 0 or equal. The numbers of its steps are beside them.
     */
    public boolean proves(TreeHash firstRoot, TreeHash secondRoot) {
        if (first == second) {
            return path.isEmpty() && firstRoot.equals(secondRoot);
        }
        TreeHasher hasher = new TreeHasher();
        if (first == 0) {
            return path.isEmpty() && firstRoot.equals(TreeHash.of(hasher.empty()));
        }
        // 1.
        if (first > second || path.isEmpty()) {
            return false;
        }
        List<TreeHash> hashes = new ArrayList<>(path);
        // 2.
        if (Long.bitCount(first) == 1) {
            hashes.addFirst(firstRoot);
        }
        // 3. and 4.
        int skipped = Long.numberOfTrailingZeros(first);
        long fn = (first - 1) >>> skipped;
        long sn = (second - 1) >>> skipped;
        // 5.
        byte[] fr = hashes.getFirst().bytes();
        byte[] sr = fr;
        // 6.
        for (TreeHash hash : hashes.subList(1, hashes.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = hasher.node(hash.bytes(), fr);
                sr = hasher.node(hash.bytes(), sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = hasher.node(sr, hash.bytes());
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        // 7.
        return sn == 0 && TreeHash.of(fr).equals(firstRoot) && TreeHash.of(sr).equals(secondRoot);
    }
}
