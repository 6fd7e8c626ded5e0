package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.ledger.EntryProof;
import io.dbvouch.ledger.LedgerProver;
import io.dbvouch.ledger.LedgerReader;
import io.dbvouch.ledger.PrunedPart;
import io.dbvouch.ledger.Ulid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch ledger prove}. */
final class LedgerProveCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    String entry = "";

    @Nullable
    Path output;

    LedgerArgument ledger = new LedgerArgument();

    LedgerProveCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "prove", "Write a proof that one entry is in the ledger, to be checked without it.")
                .footer("The proof holds the entry. dbvouch ledger verify --proof FILE checks it.")
                .word("ENTRY-ID", "the id of the entry, as ledger show -o json tells it", value -> entry = value)
                .path("FILE", "write to a file, instead of standard output", value -> output = value, "-o", "--output")
                .with(ledger)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Ulid id;
        try {
            id = Ulid.parse(entry);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "\"" + entry + "\" is no entry's id: 26 characters of base32", e);
        }
        Path folder = ledger.folder(invocation);
        LedgerReader reader = LedgerReader.open(folder);
        EntryProof proof = new LedgerProver(reader).prove(id).orElseThrow(() -> none(reader, id, folder));
        if (output != null) {
            write(output, proof.format());
        } else {
            invocation.out().write(new String(proof.format(), StandardCharsets.UTF_8));
            invocation.out().flush();
        }
        return ExitCode.DONE;
    }

    private static AccessException none(LedgerReader reader, Ulid id, Path folder) {
        Optional<PrunedPart> pruned = reader.pruned().filter(part -> id.compareTo(part.lastId()) <= 0);
        return pruned.isPresent()
                ? new AccessException.Failed("entry " + id + " is not in " + folder + " any more, if it was: all up to "
                                + pruned.get().lastId() + " were pruned")
                        .hint("the export that was made before has them")
                : new AccessException.Failed("no entry " + id + " is in " + folder)
                        .hint("dbvouch ledger show -o json: \"id\" is the entry's, \"session\" is not");
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (NoSuchFileException e) {
            throw new AccessException.Failed("cannot write " + file + ": no such file or folder", e);
        } catch (IOException e) {
            throw new AccessException.Failed("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
