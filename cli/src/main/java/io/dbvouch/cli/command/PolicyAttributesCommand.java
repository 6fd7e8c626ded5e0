package io.dbvouch.cli.command;

import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.AccessPolicy;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch policy attributes}. */
final class PolicyAttributesCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    AccessPolicy.Format format = AccessPolicy.Format.json;

    PolicyAttributesCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "attributes",
                        "Print the attribute for access control by which Identity Center tells AWS who somebody is.")
                .choice(AccessPolicy.Format.values(), "json (default), or as code", value -> format = value, "--format")
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        invocation.out().write(AccessPolicy.attributes(format));
        invocation.out().flush();
        return ExitCode.DONE;
    }
}
