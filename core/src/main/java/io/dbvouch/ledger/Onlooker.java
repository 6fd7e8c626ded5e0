package io.dbvouch.ledger;

import org.jspecify.annotations.Nullable;

/** Compares a ledger with something that was kept elsewhere, while its entries are gone through. */
interface Onlooker {
    /** What can be told before any entry is read; null where nothing is wrong. */
    Verdict.@Nullable Broken before(Checkpoint checkpoint);

    /**
     * Learns the tree up to and with an entry that was pruned.
     *
     * @param lastId the id of the last entry that was
     */
    void acceptPruned(MerkleTree tree, Ulid lastId);

    /** Learns the next entry's line, and the tree up to and with it. */
    void accept(LineReader line, MerkleTree tree);

    /** What is wrong, after the last entry; null where nothing is. */
    Verdict.@Nullable Broken problem();
}
