package io.dbvouch.cli.command;

import io.dbvouch.access.Brokerage;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.AccessPolicy;
import io.dbvouch.target.Target;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch policy permission-set}. */
final class PolicyPermissionSetCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String target;

    TargetArguments arguments = new TargetArguments();

    AccessPolicy.Format format = AccessPolicy.Format.json;

    PolicyPermissionSetCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this, "permission-set", "Print the inline policy of a permission set, for exactly one cluster.")
                .footer("It goes by an attribute: dbvouch policy attributes")
                .text("TARGET", "a configured target with a cluster", value -> target = value, "--target")
                .with(arguments)
                .choice(AccessPolicy.Format.values(), "json (default), or as code", value -> format = value, "--format")
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Target found = arguments.resolve(target, invocation.environment());
        AccessPolicy policy;
        try (Brokerage brokerage = invocation.open("policy")) {
            policy = AccessPolicy.of(brokerage.chain(found));
        }
        invocation.out().write(policy.permissionSet(format));
        invocation.out().flush();
        return ExitCode.DONE;
    }
}
