package io.dbvouch.cli.command;

import io.dbvouch.access.AccessRequest;
import io.dbvouch.access.Brokerage;
import io.dbvouch.access.Handover;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.process.Warmup;
import io.dbvouch.target.Target;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch env}. */
final class EnvCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String target;

    TargetArguments arguments = new TargetArguments();

    @Nullable
    String reason;

    ShellSyntax shell = ShellSyntax.sh;

    OutputChoice output = new OutputChoice();

    EnvCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "env", "Print libpq's environment for a database, with a token for the next 15 minutes.")
                .footer("eval \"$(dbvouch env prod)\"")
                .target(value -> target = value)
                .with(arguments)
                .text("TEXT", "why, for the ledger", value -> reason = value, "--reason")
                .choice(
                        ShellSyntax.values(),
                        "the shell that is to read it: sh (default; bash, zsh and the like), or fish",
                        value -> shell = value,
                        "--shell")
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
        Handover.Variables variables;
        try (Brokerage brokerage = invocation.open("env")) {
            variables = brokerage.broker(found.aws().profile()).variables(new AccessRequest(found, reason));
        }
        TextSink out = invocation.out();
        if (output.json()) {
            KeyValueTable table = new KeyValueTable();
            for (Map.Entry<String, String> each : variables.set().entrySet()) {
                table.add(each.getKey(), each.getValue());
            }
            table.writeJson(out);
        } else {
            out.write(shell.unset(variables.removed()) + "\n");
            for (Map.Entry<String, String> each : variables.set().entrySet()) {
                out.write(shell.export(each.getKey(), each.getValue()) + "\n");
            }
        }
        out.flush();
        return ExitCode.DONE;
    }
}
