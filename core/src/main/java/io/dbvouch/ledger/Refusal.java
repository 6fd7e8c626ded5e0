package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/** The refusals of this package, each with its evidence and what to do next. */
final class Refusal {
    private Refusal() {}

    /** A file or the disk did not do as asked. */
    static AccessException io(Path ledger, String what, IOException e) {
        return new AccessException.LedgerRefused(what + ": " + Disk.reason(e), e)
                .evidence("ledger", ledger)
                .evidence("cause", e.getMessage())
                .note("it is to lie in " + ledger)
                .hint("mend that folder, or keep the ledger in another: DBVOUCH_LEDGER=FOLDER");
    }

    /** There is nothing to read. */
    static AccessException noLedger(LedgerFolder folder) {
        return new AccessException.LedgerRefused("there is no ledger in " + folder.path())
                .evidence("file", folder.checkpoint());
    }

    /** What is on the disk is not what the signed checkpoint says. */
    static AccessException broken(Path file, String problem) {
        return new AccessException.LedgerRefused("the ledger does not verify: " + problem)
                .evidence("file", file)
                .hint("dbvouch ledger verify");
    }

    /** As {@link #broken(Path, String)}, with the place that a verifier found. */
    static AccessException broken(Verdict.Broken verdict) {
        return broken(verdict.file(), verdict.problem())
                .evidence("part", verdict.part().word())
                .evidence("number", verdict.number())
                .evidence("offset", verdict.offset())
                .evidence("expected", verdict.expected())
                .evidence("found", verdict.found());
    }

    /** After a power cut, or in a copy without tiles. */
    static AccessException tilesMissing(LedgerFolder folder, EOFException e) {
        return new AccessException.LedgerRefused("hashes are missing in the ledger's tiles", e)
                .evidence("folder", folder.tiles())
                .note(String.valueOf(e.getMessage()))
                .hint("the next entry that is written makes them again");
    }

    /** A file or folder is not as private as it has to be. */
    static AccessException exposed(Path file, String problem, String hint) {
        return new AccessException.LedgerRefused(file + " " + problem)
                .evidence("file", file)
                .hint(hint);
    }
}
