package io.dbvouch.cli.command;

import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.ChangeLog;
import io.dbvouch.provision.PersonName;
import io.dbvouch.provision.Plan;
import io.dbvouch.provision.Provisioner;
import io.dbvouch.provision.Stamp;
import io.dbvouch.provision.SyncResult;
import io.dbvouch.provision.UserName;
import io.dbvouch.provision.UserSpec;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch user add}. */
final class UserAddCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    String name = "";

    HelpdeskArguments arguments = new HelpdeskArguments();

    List<String> roles = new ArrayList<>();

    List<String> readOnly = new ArrayList<>();

    List<String> readWrite = new ArrayList<>();

    @Nullable
    String until;

    @Nullable
    Integer connectionLimit;

    boolean endPassword;

    Approval approval = new Approval();

    UserAddCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "add",
                        "Let a person log in with a token, and give them what they need; what they have stays theirs,"
                                + " but that --read-only ends writing.")
                .footer("dbvouch user add paola --target prod --read-only public --until 2026-12-31")
                .word("NAME", "the person's user name at the identity provider, to the letter", value -> name = value)
                .with(arguments)
                .texts("ROLE", "give them this role; may be given several times", roles, "--grant")
                .texts("SCHEMA", "let them read this schema; may be given several times", readOnly, "--read-only")
                .texts(
                        "SCHEMA",
                        "let them read and write this schema; may be given several times",
                        readWrite,
                        "--read-write")
                .text(
                        "TIME",
                        "end their access then: 2026-12-31 (that day whole), 2026-12-31T18:00, 12h, 30d, or never",
                        value -> until = value,
                        "--until")
                .number(
                        "NUMBER",
                        "sessions at once (default for new users: 10)",
                        value -> connectionLimit = value,
                        "--connection-limit")
                .flag(
                        "also where they may log in with a password so far, which works no more then",
                        value -> endPassword = value,
                        "--end-password")
                .with(approval)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        approval.check(spec);
        Instant end = end();
        UserSpec wanted = Usage.checked(
                spec,
                () -> new UserSpec(
                        new UserName(PersonName.check(name)),
                        roles,
                        readOnly,
                        readWrite,
                        end,
                        connectionLimit,
                        endPassword));
        try (Helpdesks desks = new Helpdesks(invocation, "user add")) {
            Helpdesk desk = desks.open(arguments.target, arguments);
            desk.settle(approval.dryRun).forEach(invocation::say);
            Provisioner provisioner = new Provisioner(desk.sql(), desk.log());
            Stamp stamp = desk.stamp();
            Plan plan = provisioner.plan(wanted, stamp);
            String where = "\"" + name + "\" at \"" + desk.targetName() + "\"";
            if (plan.isEmpty()) {
                plan.notes().forEach(invocation::say);
                invocation.say("nothing to do: " + where + " is as wanted");
            } else if (approval.obtain(desk.targetName(), List.of(plan), "apply this to " + where + "?", invocation)) {
                desks.applying();
                provisioner.apply(wanted, plan, stamp);
                approval.result(
                        desk.targetName(),
                        List.of(new SyncResult(plan, ChangeLog.Outcome.APPLIED, plan.steps(), List.of())),
                        invocation);
                invocation.say(plan.kind().done() + " " + where + ", ledger change " + stamp.change());
            }
            desk.done();
        }
        return ExitCode.DONE;
    }

    private @Nullable Instant end() {
        return until == null
                ? null
                : UntilTime.parse(until, invocation.clock(), ZoneId.systemDefault())
                        .orElseThrow(() -> new CommandLine.ParameterException(
                                spec.commandLine(),
                                "--until: \"" + until + "\" is no time to come: 2026-12-31, 2026-12-31T18:00Z, 30d or"
                                        + " never"));
    }
}
