/**
 * Finds entries in a ledger by time, person, target, session and event, and puts sessions together from theirs. It proves
 * nothing: that is the verifier's part, which never looks at what is kept here.
 *
 * <h2>The index</h2>
 *
 * <p>So that a large ledger need not be read as a whole, a search keeps a summary of each 256 entries, the block that one
 * tile of the tree's level 0 has the hashes of: their earliest and latest time, and a Bloom filter (B. H. Bloom, "Space/time
 * trade-offs in hash coding with allowable errors", CACM 13, 1970) over their persons, targets, sessions and events. It lies in
 * the cache folder, not in the ledger: searching a ledger writes nothing to it, and needs no right to. It is made by searches,
 * of the blocks that they read anyway, and never by an append.
 *
 * <p>A summary can make a search pass over its block only if
 *
 * <ol>
 *   <li>its own SHA-256 is right, which covers the number of the block too: so it is whole, and in its place;
 *   <li>the root over the 256 leaves that it was made from is the one that the ledger's tiles have for the block now: so it
 *       is about these entries and no others. It was made of lines that gave this root by themselves when they were read;
 *   <li>nobody but its owner could write to the file.
 * </ol>
 *
 * Where any of this is in doubt, where a tile is missing, and for the last block, which is not full yet, the entries are read.
 * A Bloom filter can say "perhaps" of what is not there, and never "no" of what is; what goes into it and what is compared
 * with a filter are the same values, taken from an entry by the same code. So no index, wrong or old, hides an entry that the
 * tiles have; an entry that was altered is for the verifier to find.
 *
 * <p>The file {@code <cache>/ledger/<first 32 hexadecimal digits of the SHA-256 of the origin>.v1} has 600 bytes for each block,
 * at 600 times its number, all integers big-endian: the number (8), the root (32), the earliest and the latest time in
 * microseconds since 1970 (8 and 8), the bits (512), and SHA-256 over {@code dbvouch block summary 1}, a newline, and all of
 * these (32). Processes that write to it at once write the same bytes; a record that was cut short fails its checksum.
 */
@NullMarked
package io.dbvouch.search;

import org.jspecify.annotations.NullMarked;
