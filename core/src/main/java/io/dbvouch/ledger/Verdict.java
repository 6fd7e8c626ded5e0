package io.dbvouch.ledger;

import java.nio.file.Path;

/** What a verifier found. */
public sealed interface Verdict {
    /** Which part of a ledger something is wrong with. */
    enum Part {
        /** {@code key.pub}; the number is 0. */
        KEY,
        /** {@code checkpoint}, or one that was kept elsewhere; the number is the line, from 1. */
        CHECKPOINT,
        /** A line of {@code entries}; the number is the entry's index. */
        ENTRY,
        /** A hash in {@code tile}; the number is the hash's index in its level. */
        TILE,
        /** An offset in {@code index}; the number is the entry's index. */
        INDEX,
        /** What a server saw, outside the ledger; the number is the line of its log, from 1. */
        SERVER;

        /** The part in one lower-case word. */
        public String word() {
            return switch (this) {
                case KEY -> "key";
                case CHECKPOINT -> "checkpoint";
                case ENTRY -> "entry";
                case TILE -> "tile";
                case INDEX -> "index";
                case SERVER -> "server";
            };
        }
    }

    /**
     * Every entry is as it was signed.
     *
     * @param checkpoint the signed state: origin, size, root
     * @param beyond bytes after the last entry that the checkpoint covers: entries that wait for the next checkpoint, an
     *     append that is under way, or one that was cut short; who opens the ledger next keeps whole entries and sets the
     *     rest aside
     * @param missing hashes and offsets that are not on the disk, and that the next append makes again from the entries: 0
     *     except after a power cut, or in a copy without tiles or index
     * @param pruned how many entries at the beginning were removed, as an entry says; their hashes are verified
     */
    record Intact(Checkpoint checkpoint, long beyond, long missing, long pruned) implements Verdict {
        /** Of which nothing was pruned. */
        public Intact(Checkpoint checkpoint, long beyond, long missing) {
            this(checkpoint, beyond, missing, 0);
        }
    }

    /**
     * Something is not as it was signed. The first such place.
     *
     * @param part which part of the ledger
     * @param number which one of its kind; see {@link Part}
     * @param file the file
     * @param offset the byte offset in the file at which the wrong thing starts
     * @param problem a sentence without a full stop
     * @param expected what should be there
     * @param found what is there
     */
    record Broken(Part part, long number, Path file, long offset, String problem, String expected, String found)
            implements Verdict {}
}
