package io.dbvouch.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a ledger is verified against besides itself: copies that were kept where its owner cannot reach.
 *
 * @param key the ledger's key; null to believe the one that lies in the ledger
 * @param checkpoint a checkpoint that the ledger had before; null for none
 * @param serverLog what a database server saw of the ledger; null for none
 */
public record Evidence(
        @Nullable VerifierKey key,
        @Nullable KeptCheckpoint checkpoint,
        @Nullable ServerLog serverLog) {
    /** The ledger by itself. */
    public static final Evidence NONE = new Evidence(null, null, null);

    /** A key alone. */
    public static Evidence of(VerifierKey key) {
        return new Evidence(key, null, null);
    }
}
