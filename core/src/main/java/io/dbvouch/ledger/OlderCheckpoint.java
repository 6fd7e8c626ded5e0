package io.dbvouch.ledger;

import org.jspecify.annotations.Nullable;

/** Whether a ledger still begins with all that it had when a checkpoint of it was put aside. */
final class OlderCheckpoint implements Onlooker {
    private final KeptCheckpoint kept;
    private final VerifierKey key;
    private @Nullable Checkpoint older;
    private TreeHash root = new MerkleTree().root();

    OlderCheckpoint(KeptCheckpoint kept, VerifierKey key) {
        this.kept = kept;
        this.key = key;
    }

    @Override
    public Verdict.@Nullable Broken before(Checkpoint checkpoint) {
        try {
            older = kept.open(key);
        } catch (NoteException e) {
            String expected = "a checkpoint signed by " + key.format();
            return broken(1, "the older checkpoint does not verify", expected, String.valueOf(e.getMessage()));
        }
        if (older.size() > checkpoint.size()) {
            return broken(
                    2,
                    "the ledger has fewer entries than the older checkpoint",
                    older.size() + " entries or more",
                    checkpoint.size() + " entries");
        }
        return null;
    }

    @Override
    public void acceptPruned(MerkleTree tree, Ulid lastId) {
        look(tree);
    }

    @Override
    public void accept(LineReader line, MerkleTree tree) {
        look(tree);
    }

    private void look(MerkleTree tree) {
        if (older != null && tree.size() == older.size()) {
            root = tree.root();
        }
    }

    @Override
    public Verdict.@Nullable Broken problem() {
        if (older == null || root.equals(older.root())) {
            return null;
        }
        return broken(
                3,
                "the first " + older.size() + " entries are not those of the older checkpoint",
                "the root " + older.root().base64(),
                "the root " + root.base64());
    }

    private Verdict.Broken broken(int line, String problem, String expected, String found) {
        return new Verdict.Broken(Verdict.Part.CHECKPOINT, line, kept.file(), 0, problem, expected, found);
    }
}
