package io.dbvouch.cli.command;

import io.dbvouch.access.AccessRequest;
import io.dbvouch.access.Brokerage;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.Target;
import io.dbvouch.token.AuthToken;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dbvouch token}. */
@Command(
        name = "token",
        description = "Print a login token for a database: the password for the next 15 minutes.",
        footer = {"", "PGPASSWORD=$(dbvouch token prod) psql \"host=… user=… sslmode=verify-ca …\""})
final class TokenCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "a configured target, or postgresql://host:port/db")
    @Nullable
    String target;

    @Mixin
    TargetArguments arguments = new TargetArguments();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the ledger")
    @Nullable
    String reason;

    @Mixin
    OutputChoice output = new OutputChoice();

    TokenCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
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
