package io.dbvouch.ledger;

/**
 * What an export came to.
 *
 * @param checkpoint the state that the folder now holds
 * @param before how many entries it held before, of the same ledger: 0 where it is a new one
 * @param key the key that the checkpoint is signed with
 */
public record Exported(Checkpoint checkpoint, long before, VerifierKey key) {}
