package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference tree is that of github.com/transparency-dev/merkle, testonly/constants.go, which is Certificate Transparency's. */
class MerkleTreeTest {
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void root_referenceTree_isThePublishedOneAtEverySize() {
        MerkleTree tree = new MerkleTree();
        List<String> roots = new ArrayList<>(List.of(tree.root().hex()));
        for (String leaf : LEAVES) {
            tree.append(MerkleTree.leafHash(HexFormat.of().parseHex(leaf)));
            roots.add(tree.root().hex());
        }

        assertThat(roots).isEqualTo(ROOTS);
        assertThat(tree.size()).isEqualTo(8);
    }

    @Test
    void nodeHash_firstTwoLeaves_isTheirRoot() {
        TreeHash left = MerkleTree.leafHash(new byte[0]);
        TreeHash right = MerkleTree.leafHash(new byte[1]);

        assertThat(MerkleTree.nodeHash(left, right).hex()).isEqualTo(ROOTS.get(2));
    }

    @Test
    void root_everySizeAroundTheFirstTiles_isTheRecursiveDefinition() {
        MerkleTree tree = new MerkleTree();
        for (int size = 0; size <= 520; size++) {
            assertThat(tree.root().bytes()).as("size %d", size).isEqualTo(definition(0, size));
            tree.append(TreeHash.of(leaf(size)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_791, 65_792, 65_793, 70_000})
    void restore_fromTiles_isTheTreeThatWroteThem(int size) throws IOException {
        Memory tiles = new Memory();
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(leaf(i), tiles);
        }

        MerkleTree restored = MerkleTree.restore(size, tiles);

        assertThat(restored.root()).isEqualTo(tree.root());
        assertThat(restored.root().bytes()).isEqualTo(definition(0, size));
        for (int i = size; i < size + 300; i++) {
            tree.append(TreeHash.of(leaf(i)));
            restored.append(leaf(i), tiles);
        }
        assertThat(restored.root()).isEqualTo(tree.root());
        assertThat(MerkleTree.restore(size + 300, tiles).root()).isEqualTo(tree.root());
    }

    /** The example of c2sp.org/tlog-tiles, "Partial Tiles". */
    @Test
    void append_seventyThousandLeaves_givesTheTilesOfTheSpecification() throws IOException {
        Memory tiles = new Memory();
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < 70_000; i++) {
            tree.append(leaf(i), tiles);
        }

        assertThat(tiles.levels.stream().map(List::size)).containsExactly(273 * 256 + 112, 256 + 17, 1);
        assertThat(tiles.levels.get(1).get(272)).isEqualTo(definition(272 * 256, 273 * 256));
        assertThat(tiles.levels.get(2).getFirst()).isEqualTo(definition(0, 65_536));
    }

    /** RFC 6962, section 2.1, word for word. */
    private static byte[] definition(int from, int to) {
        TreeHasher hasher = new TreeHasher();
        if (from == to) {
            return hasher.empty();
        }
        if (to - from == 1) {
            return leaf(from);
        }
        int split = Integer.highestOneBit(to - from - 1);
        return hasher.node(definition(from, from + split), definition(from + split, to));
    }

    private static byte[] leaf(int number) {
        return new TreeHasher().leaf(ByteBuffer.allocate(4).putInt(number).array(), 0, 4);
    }

    private static final class Memory implements MerkleTree.TileSink, MerkleTree.TileSource {
        private final List<List<byte[]>> levels = new ArrayList<>();

        @Override
        public void accept(int level, long index, byte[] hash) {
            if (level == levels.size()) {
                levels.add(new ArrayList<>());
            }
            assertThat(index).isEqualTo(levels.get(level).size());
            levels.get(level).add(hash);
        }

        @Override
        public byte[] row(int level, long tile, int count) {
            byte[] row = new byte[0];
            for (byte[] hash : levels.get(level).subList((int) tile * 256, (int) tile * 256 + count)) {
                row = Arrays.copyOf(row, row.length + hash.length);
                System.arraycopy(hash, 0, row, row.length - hash.length, hash.length);
            }
            return row;
        }
    }
}
