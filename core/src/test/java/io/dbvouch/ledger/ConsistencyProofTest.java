package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyProofTest {
    private static final int SIZES = 300;

    @Test
    void of_everyPairOfSizes_isTheDefinitionAndProves() throws IOException {
        TestTree tree = new TestTree(SIZES);
        TileTree tiles = new TileTree(tree);
        for (int second = 1; second <= SIZES; second++) {
            for (int first = 1; first <= second; first++) {
                ConsistencyProof proof = ConsistencyProof.of(tiles, first, second);

                if (!proof.path().equals(tree.subproof(first, 0, second, true))
                        || !proof.proves(tree.definition(0, first), tree.definition(0, second))) {
                    throw new AssertionError(first + " of " + second);
                }
            }
        }
    }

    @Test
    void proves_fromNothing_isTrueWithoutAnyHash() throws IOException {
        TestTree tree = new TestTree(3);
        ConsistencyProof proof = ConsistencyProof.of(new TileTree(tree), 0, 3);
        TreeHash empty = tree.definition(0, 0);

        assertThat(proof.path()).isEmpty();
        assertThat(proof.proves(empty, tree.definition(0, 3))).isTrue();
        assertThat(proof.proves(tree.definition(0, 1), tree.definition(0, 3))).isFalse();
        assertThat(new ConsistencyProof(0, 3, List.of(empty)).proves(empty, tree.definition(0, 3)))
                .isFalse();
        assertThat(new ConsistencyProof(0, 0, List.of()).proves(empty, empty)).isTrue();
        assertThat(new ConsistencyProof(0, 0, List.of(empty)).proves(empty, empty))
                .isFalse();
    }

    @Test
    void proves_everyWrongProofOfSmallTrees_isFalse() throws IOException {
        TestTree tree = new TestTree(40);
        for (int second = 2; second <= 32; second++) {
            TreeHash root = tree.definition(0, second);
            for (int first = 1; first < second; first++) {
                TreeHash old = tree.definition(0, first);
                List<TreeHash> path = tree.subproof(first, 0, second, true);
                List<ConsistencyProof> wrong = new ArrayList<>();
                for (int other = 0; other < second + 2; other++) {
                    if (other != first) {
                        wrong.add(new ConsistencyProof(other, second, path));
                    }
                }
                for (int i = 0; i < path.size(); i++) {
                    wrong.add(new ConsistencyProof(first, second, TestTree.flipped(path, i)));
                    wrong.add(new ConsistencyProof(first, second, path.subList(0, i)));
                    wrong.add(new ConsistencyProof(first, second, path.subList(i + 1, path.size())));
                }
                for (TreeHash more : List.of(old, root, path.getFirst())) {
                    wrong.add(new ConsistencyProof(first, second, with(path, path.size(), more)));
                    wrong.add(new ConsistencyProof(first, second, with(path, 0, more)));
                }
                wrong.add(new ConsistencyProof(first, second * 4L, path));
                wrong.add(new ConsistencyProof(second, first, path));

                assertThat(wrong).as("%d of %d", first, second).noneMatch(proof -> proof.proves(old, root));
                ConsistencyProof right = new ConsistencyProof(first, second, path);
                assertThat(right.proves(root, old)).isFalse();
                assertThat(right.proves(root, root)).isFalse();
                assertThat(right.proves(old, old)).isFalse();
                assertThat(right.proves(old, tree.definition(0, second + 1))).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 65_793, 70_000})
    void of_treeOfThreeLevelsOfTiles_isTheDefinitionAndProves(int second) throws IOException {
        TestTree tree = new TestTree(second);
        TileTree tiles = new TileTree(tree);
        for (int first : new int[] {1, 255, 256, 257, 32_768, 65_279, 65_280, 65_534, second - 1, second}) {
            ConsistencyProof proof = ConsistencyProof.of(tiles, first, second);

            assertThat(proof.path()).as("%d", first).isEqualTo(tree.subproof(first, 0, second, true));
            assertThat(proof.proves(tree.definition(0, first), tree.definition(0, second)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void proves_publishedProofs_isTrue(int first, int second, List<TreeHash> path) {
        ConsistencyProof proof = new ConsistencyProof(first, second, path);

        assertThat(proof.proves(ROOTS.get(first - 1), ROOTS.get(second - 1))).isTrue();
    }

    /** Of the trees of 1 to 8 leaves. */
    private static final List<TreeHash> ROOTS = TestTree.hashes(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    /** github.com/transparency-dev/merkle, proof/verify_test.go; they are Certificate Transparency's. */
    static Stream<Object[]> published() {
        String fiveAndSix = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
        String four = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
        String threeAndFour = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
        return Stream.of(
                new Object[] {1, 1, List.of()},
                new Object[] {
                    1,
                    8,
                    TestTree.hashes(
                            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                            threeAndFour,
                            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")
                },
                new Object[] {
                    6,
                    8,
                    TestTree.hashes(
                            fiveAndSix, "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", four)
                },
                new Object[] {
                    2,
                    5,
                    TestTree.hashes(threeAndFour, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")
                },
                new Object[] {
                    6,
                    7,
                    TestTree.hashes(
                            fiveAndSix, "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f", four)
                });
    }

    @Test
    void of_notSizesOfOneTree_refuses() throws IOException {
        TileTree tiles = new TileTree(new TestTree(3));

        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.of(tiles, 4, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.of(tiles, -1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(0, -1, List.of()));
    }

    private static List<TreeHash> with(List<TreeHash> path, int at, TreeHash hash) {
        List<TreeHash> longer = new ArrayList<>(path);
        longer.add(at, hash);
        return longer;
    }
}
