package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.Folders;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.ledger.NoteException;
import io.dbvouch.ledger.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Which ledger, and what else is read from files that somebody handed in. */
final class LedgerArgument implements Model.Shared {
    @Nullable
    Path ledger;

    /** The ledger's folder. */
    Path folder(Invocation invocation) {
        return ledger != null ? ledger : Folders.of(invocation.environment()).ledger();
    }

    /** A verifier key as it is written; any other text is none of the command's options. */
    static VerifierKey key(String vkey, CommandLine line) {
        try {
            return VerifierKey.parse(vkey.strip());
        } catch (NoteException e) {
            throw new CommandLine.ParameterException(line, "--vkey: " + e.getMessage());
        }
    }

    /** All of a file of at most {@code most} bytes. */
    static byte[] read(Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new AccessException.Failed(file + " is longer than " + most + " bytes");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new AccessException.Failed("there is no file " + file, e);
        } catch (IOException e) {
            throw new AccessException.Failed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void addTo(Model model) {
        model.path("DIR", "another ledger than one's own", value -> ledger = value, "--ledger");
    }
}
