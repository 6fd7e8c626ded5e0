package io.dbvouch.cli.command;

import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.ledger.LedgerProver;
import io.dbvouch.ledger.LedgerReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch ledger checkpoint}. */
final class LedgerCheckpointCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    LedgerArgument ledger = new LedgerArgument();

    LedgerCheckpointCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "checkpoint",
                        "Print the signed checkpoint, to be kept where the ledger's owner cannot reach.")
                .footer("dbvouch ledger verify --checkpoint FILE tells whether the ledger still begins with it.")
                .with(ledger)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        LedgerProver prover = new LedgerProver(LedgerReader.open(ledger.folder(invocation)));
        invocation.out().write(new String(prover.checkpoint(), StandardCharsets.UTF_8));
        invocation.out().flush();
        return ExitCode.DONE;
    }
}
