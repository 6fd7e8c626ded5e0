package io.dbvouch.ledger;

import java.time.Instant;

/**
 * An entry that is durable.
 *
 * @param index its place in the ledger, from 0
 * @param id the id it got
 * @param time the time it got, in whole microseconds
 * @param checkpoint the state of the ledger with it, the same for all entries that were appended at once; a signed one that
 *     covers it follows shortly after
 */
public record Appended(long index, Ulid id, Instant time, Checkpoint checkpoint) {}
