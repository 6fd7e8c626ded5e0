package io.dbvouch.cli.command;

import io.dbvouch.access.AccessRequest;
import io.dbvouch.access.Brokerage;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.process.Warmup;
import io.dbvouch.target.Target;
import io.dbvouch.token.AuthToken;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch token}. */
final class TokenCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String target;

    TargetArguments arguments = new TargetArguments();

    @Nullable
    String reason;

    OutputChoice output = new OutputChoice();

    TokenCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "token", "Print a login token for a database: the password for the next 15 minutes.")
                .footer("PGPASSWORD=$(dbvouch token prod) psql \"host=… user=… sslmode=verify-ca …\"")
                .target(value -> target = value)
                .with(arguments)
                .text("TEXT", "why, for the ledger", value -> reason = value, "--reason")
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Warmup.forSignatures();
        Target found = arguments.resolve(target, invocation.environment());
        AuthToken token;
        try (Brokerage brokerage = invocation.open("token")) {
            token = brokerage.broker(found.aws().profile()).token(new AccessRequest(found, reason));
        }
        if (output.json()) {
            new KeyValueTable()
                    .add("token", token.value().reveal())
                    .add("endpoint", token.endpoint().toString())
                    .add("user", token.user())
                    .add("issuedAt", token.issuedAt().toString())
                    .add("expiresAt", token.expiresAt().toString())
                    .writeJson(invocation.out());
        } else {
            invocation.out().write(token.value().reveal());
            invocation.out().write('\n');
        }
        invocation.out().flush();
        return ExitCode.DONE;
    }
}
