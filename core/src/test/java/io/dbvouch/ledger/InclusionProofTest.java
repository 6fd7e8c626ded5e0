package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InclusionProofTest {
    private static final int SIZES = 300;

    @Test
    void of_everyLeafOfEverySize_isTheDefinitionAndProves() throws IOException {
        TestTree tree = new TestTree(SIZES);
        TileTree tiles = new TileTree(tree);
        for (int size = 1; size <= SIZES; size++) {
            TreeHash root = tree.definition(0, size);
            assertThat(tiles.root(size)).as("root of %d", size).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.of(tiles, index, size);

                if (!proof.path().equals(tree.path(index, 0, size)) || !proof.proves(TestTree.leaf(index), root)) {
                    throw new AssertionError("entry " + index + " of " + size);
                }
            }
        }
    }

    @Test
    void proves_everyWrongProofOfSmallTrees_isFalse() throws IOException {
        TestTree tree = new TestTree(40);
        for (int size = 1; size <= 40; size++) {
            TreeHash root = tree.definition(0, size);
            for (int index = 0; index < size; index++) {
                TreeHash leaf = TestTree.leaf(index);
                List<TreeHash> path = tree.path(index, 0, size);
                List<InclusionProof> wrong = new ArrayList<>();
                for (int other = 0; other < size + 2; other++) {
                    if (other != index) {
                        wrong.add(new InclusionProof(other, size, path));
                    }
                }
                for (int i = 0; i < path.size(); i++) {
                    wrong.add(new InclusionProof(index, size, TestTree.flipped(path, i)));
                    wrong.add(new InclusionProof(index, size, path.subList(i + 1, path.size())));
                    wrong.add(new InclusionProof(index, size, path.subList(0, i)));
                }
                for (TreeHash more : List.of(root, leaf)) {
                    wrong.add(new InclusionProof(index, size, with(path, path.size(), more)));
                    wrong.add(new InclusionProof(index, size, with(path, 0, more)));
                }
                wrong.add(new InclusionProof(index, 0, path));
                wrong.add(new InclusionProof(index, size * 4L, path));

                assertThat(wrong).as("entry %d of %d", index, size).noneMatch(proof -> proof.proves(leaf, root));
                InclusionProof right = new InclusionProof(index, size, path);
                assertThat(right.proves(TestTree.leaf(index + 1), root)).isFalse();
                assertThat(right.proves(leaf, tree.definition(0, size - 1))).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 65_793, 70_000})
    void of_treeOfThreeLevelsOfTiles_isTheDefinitionAndProves(int size) throws IOException {
        TestTree tree = new TestTree(size);
        TileTree tiles = new TileTree(tree);
        for (int index : new int[] {0, 1, 255, 256, 32_767, 65_279, 65_280, 65_534, size - 1}) {
            InclusionProof proof = InclusionProof.of(tiles, index, size);

            assertThat(proof.path()).as("entry %d", index).isEqualTo(tree.path(index, 0, size));
            assertThat(proof.proves(TestTree.leaf(index), tree.definition(0, size)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void proves_publishedProofs_isTrue(InclusionProof proof, String leaf, String root) {
        TreeHash leafHash = MerkleTree.leafHash(HexFormat.of().parseHex(leaf));

        assertThat(proof.proves(leafHash, TreeHash.of(HexFormat.of().parseHex(root))))
                .isTrue();
    }

    /** github.com/transparency-dev/merkle, proof/verify_test.go; they are Certificate Transparency's. */
    static Stream<Object[]> published() {
        String eight = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";
        return Stream.of(
                new Object[] {
                    new InclusionProof(0, 1, List.of()),
                    "",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                },
                new Object[] {
                    new InclusionProof(
                            0,
                            8,
                            TestTree.hashes(
                                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")),
                    "",
                    eight
                },
                new Object[] {
                    new InclusionProof(
                            5,
                            8,
                            TestTree.hashes(
                                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")),
                    "40414243",
                    eight
                },
                new Object[] {
                    new InclusionProof(
                            2, 3, TestTree.hashes("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")),
                    "10",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
                },
                new Object[] {
                    new InclusionProof(
                            1,
                            5,
                            TestTree.hashes(
                                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")),
                    "00",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"
                });
    }

    @Test
    void of_tileTooShort_saysWhich() {
        TileTree tiles = new TileTree((_, _, count) -> new byte[(count - 1) * TreeHash.BYTES]);

        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> InclusionProof.of(tiles, 0, 3))
                .withMessage("tile 0 of level 0 has 2 hashes of 3");
    }

    @Test
    void of_noSuchEntry_refuses() throws IOException {
        TileTree tiles = new TileTree(new TestTree(3));

        assertThatIllegalArgumentException().isThrownBy(() -> InclusionProof.of(tiles, 3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> InclusionProof.of(tiles, -1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(-1, 3, List.of()));
    }

    private static List<TreeHash> with(List<TreeHash> path, int at, TreeHash hash) {
        List<TreeHash> longer = new ArrayList<>(path);
        longer.add(at, hash);
        return longer;
    }
}
