package io.dbvouch.ledger;

import java.time.Instant;

/**
 * An entry that is durable.
 *
 * @param index its place in the ledger, from 0
 * @param id the id it got
 * @param time the time it got, in whole microseconds
 * @param checkpoint the signed state that covers it, which after a batch is the same for all its entries
 */
public record Appended(long index, Ulid id, Instant time, Checkpoint checkpoint) {}
