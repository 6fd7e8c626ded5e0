package io.dbvouch.cli.command;

import io.dbvouch.access.Brokerage;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.AccessPolicy;
import io.dbvouch.provision.PolicyCheck;
import io.dbvouch.role.Profile;
import io.dbvouch.target.Target;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch policy check}. */
final class PolicyCheckCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String target;

    TargetArguments arguments = new TargetArguments();

    @Nullable
    String permissionSet;

    IdentityProfile identityProfile = new IdentityProfile();

    OutputChoice output = new OutputChoice();

    PolicyCheckCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "check",
                        "Compare what is set up at AWS with what a cluster needs, as far as it may be read.")
                .footer("It ends with 1 where something is not as wanted, or may not be read.")
                .text("TARGET", "a configured target with a cluster", value -> target = value, "--target")
                .with(arguments)
                .text(
                        "NAME",
                        "the permission set (default: that of the target's profile)",
                        value -> permissionSet = value,
                        "--permission-set")
                .with(identityProfile)
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Target found = arguments.resolve(target, invocation.environment());
        String profile = found.aws().profile();
        List<PolicyCheck.Finding> findings;
        try (Brokerage brokerage = invocation.open("policy")) {
            String name = permissionSet != null
                    ? permissionSet
                    : nameOf(brokerage.profiles().profile(profile));
            AccessPolicy wanted = AccessPolicy.of(brokerage.chain(found));
            findings = new PolicyCheck(brokerage.identityCenter(identityProfile.or(() -> profile))).of(wanted, name);
        }
        ResultTable table = new ResultTable(Column.text("what"), Column.text("state"), Column.text("details"));
        findings.forEach(each -> table.row(each.what(), each.state().word(), each.words()));
        output.print(table, invocation.out());
        return findings.stream().map(PolicyCheck.Finding::state).allMatch(PolicyCheckCommand::passes)
                ? ExitCode.DONE
                : ExitCode.FAILED;
    }

    /** What is attached besides is told, and no reason to fail: most of it has nothing to do with databases. */
    private static boolean passes(PolicyCheck.State state) {
        return state == PolicyCheck.State.AS_WANTED || state == PolicyCheck.State.NOT_COMPARED;
    }

    private String nameOf(Profile profile) {
        if (profile instanceof Profile.PermissionSet set) {
            return set.role().roleName();
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(), "the target's profile names no permission set: --permission-set NAME");
    }
}
