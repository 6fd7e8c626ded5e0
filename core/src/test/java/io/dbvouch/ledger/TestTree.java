package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A tree with tiles in memory, and beside it the definitions of RFC 6962, word for word, to compare with. */
final class TestTree implements MerkleTree.TileSink, MerkleTree.TileSource {
    private final List<byte[]> levels = new ArrayList<>();
    private final Map<List<Integer>, TreeHash> definitions = new HashMap<>();
    private final TreeHasher hasher = new TreeHasher();

    /** Of so many leaves. */
    TestTree(int size) throws IOException {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(leaf(i).bytes(), this);
        }
    }

    static TreeHash leaf(int number) {
        return MerkleTree.leafHash(ByteBuffer.allocate(4).putInt(number).array());
    }

    @Override
    public void accept(int level, long index, byte[] hash) {
        if (level == levels.size()) {
            levels.add(new byte[1 << 20]);
        }
        if (levels.get(level).length < (index + 1) * hash.length) {
            levels.set(level, Arrays.copyOf(levels.get(level), 2 * levels.get(level).length));
        }
        System.arraycopy(hash, 0, levels.get(level), (int) index * hash.length, hash.length);
    }

    @Override
    public byte[] row(int level, long tile, int count) {
        int first = (int) tile * MerkleTree.TILE_WIDTH;
        return Arrays.copyOfRange(levels.get(level), first * TreeHash.BYTES, (first + count) * TreeHash.BYTES);
    }

    /** MTH(D[from:to]): RFC 6962, section 2.1. */
    TreeHash definition(int from, int to) {
        TreeHash known = definitions.get(List.of(from, to));
        if (known == null) {
            known = TreeHash.of(from == to ? hasher.empty() : bytes(from, to));
            definitions.put(List.of(from, to), known);
        }
        return known;
    }

    private byte[] bytes(int from, int to) {
        if (to - from == 1) {
            return leaf(from).bytes();
        }
        int k = from + Integer.highestOneBit(to - from - 1);
        return hasher.node(definition(from, k).bytes(), definition(k, to).bytes());
    }

    /** PATH(m, D[from:to]): RFC 6962, section 2.1.1. */
    List<TreeHash> path(int m, int from, int to) {
        if (to - from == 1) {
            return List.of();
        }
        int k = Integer.highestOneBit(to - from - 1);
        return m < k
                ? with(path(m, from, from + k), definition(from + k, to))
                : with(path(m - k, from + k, to), definition(from, from + k));
    }

    /** SUBPROOF(m, D[from:to], b): RFC 6962, section 2.1.2. */
    List<TreeHash> subproof(int m, int from, int to, boolean b) {
        if (m == to - from) {
            return b ? List.of() : List.of(definition(from, to));
        }
        int k = Integer.highestOneBit(to - from - 1);
        return m <= k
                ? with(subproof(m, from, from + k, b), definition(from + k, to))
                : with(subproof(m - k, from + k, to, false), definition(from, from + k));
    }

    private static List<TreeHash> with(List<TreeHash> before, TreeHash last) {
        List<TreeHash> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }

    /** The path with one bit of one hash flipped. */
    static List<TreeHash> flipped(List<TreeHash> path, int at) {
        byte[] bytes = path.get(at).bytes();
        bytes[at % bytes.length] ^= 1;
        List<TreeHash> wrong = new ArrayList<>(path);
        wrong.set(at, TreeHash.of(bytes));
        return wrong;
    }

    /** Hashes by their hexadecimal forms. */
    static List<TreeHash> hashes(String... hex) {
        return Arrays.stream(hex)
                .map(each -> TreeHash.of(HexFormat.of().parseHex(each)))
                .toList();
    }
}
