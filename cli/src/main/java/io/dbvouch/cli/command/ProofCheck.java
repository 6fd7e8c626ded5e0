package io.dbvouch.cli.command;

import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.ledger.Checkpoint;
import io.dbvouch.ledger.EntryProof;
import io.dbvouch.ledger.NoteException;
import io.dbvouch.ledger.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks a proof without the ledger it came from. */
final class ProofCheck {
    private final VerifierKey key;
    private final Path proof;
    private final @Nullable Path entry;

    /**
     * By a log's key.
     *
     * @param proof the file that holds the proof
     * @param entry the file that holds the entry's line; null for the one in the proof
     */
    ProofCheck(VerifierKey key, Path proof, @Nullable Path entry) {
        this.key = key;
        this.proof = proof;
        this.entry = entry;
    }

    /** Fills the table, and gives the exit code. */
    int run(KeyValueTable table) {
        try {
            EntryProof parsed = EntryProof.parse(LedgerArgument.read(proof, EntryProof.LONGEST));
            byte[] line = line(parsed);
            Checkpoint checkpoint = parsed.check(key, line);
            table.add("verdict", "included")
                    .add("origin", checkpoint.origin())
                    .add("entry", parsed.index())
                    .add("entries", checkpoint.size())
                    .add("root", checkpoint.root().base64())
                    .add("line", new String(line, StandardCharsets.UTF_8));
            return ExitCode.DONE;
        } catch (NoteException e) {
            table.add("verdict", "broken")
                    .add("part", "proof")
                    .add("file", proof.toString())
                    .add("problem", "the proof does not show that the entry is in the ledger")
                    .add("expected", "a proof for " + key.format())
                    .add("found", e.getMessage());
            return ExitCode.LEDGER_REFUSED;
        }
    }

    private byte[] line(EntryProof parsed) throws NoteException {
        if (entry == null) {
            return parsed.line()
                    .orElseThrow(() -> new NoteException("the entry is not in the proof: name it by --entry FILE"));
        }
        byte[] line = LedgerArgument.read(entry, EntryProof.LONGEST);
        boolean ends = line.length > 0 && line[line.length - 1] == '\n';
        return ends ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
