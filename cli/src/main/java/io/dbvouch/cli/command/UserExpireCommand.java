package io.dbvouch.cli.command;

import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.ChangeLog;
import io.dbvouch.provision.Expirer;
import io.dbvouch.provision.Plan;
import io.dbvouch.provision.Stamp;
import io.dbvouch.provision.Step;
import io.dbvouch.provision.SyncResult;
import io.dbvouch.provision.UserName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch user expire}. */
final class UserExpireCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    HelpdeskArguments arguments = new HelpdeskArguments();

    Approval approval = new Approval();

    UserExpireCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "expire",
                        "Keep those out whose time is over, and end their sessions; PostgreSQL itself lets tokens in.")
                .footer("To be run now and then: see dbvouch-expire@.timer of the packages, or cron.")
                .with(arguments)
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
        try (Helpdesks desks = new Helpdesks(invocation, "user expire")) {
            Helpdesk desk = desks.open(arguments.target, arguments);
            desk.settle(approval.dryRun).forEach(invocation::say);
            Expirer expirer = new Expirer(desk.sql(), desk.log());
            Stamp stamp = desk.stamp();
            List<Plan> plans = expirer.plan(stamp);
            int exitCode = ExitCode.DONE;
            if (plans.isEmpty()) {
                invocation.say("nothing to do: nobody's time is over at \"" + desk.targetName() + "\"");
            } else if (approval.obtain(desk.targetName(), plans, "lock " + plans.size() + " out?", invocation)) {
                desks.applying();
                Expirer.Expired expired = expirer.apply(plans, stamp);
                Map<UserName, String> failed = expired.failed();
                failed.forEach((user, why) -> invocation.say("left: " + user + ": " + why));
                expired.others()
                        .forEach(user -> invocation.say("nothing done to " + user
                                + ": their time is over no more, or somebody else locked them out"));
                long out = expired.done().values().stream()
                        .filter(done -> !done.isEmpty())
                        .count();
                approval.result(
                        desk.targetName(),
                        plans.stream().map(plan -> result(plan, expired)).toList(),
                        invocation);
                invocation.say("locked out " + out + " of " + plans.size() + ", ledger change " + stamp.change());
                exitCode = failed.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
            }
            desk.done();
            return exitCode;
        }
    }

    private static SyncResult result(Plan plan, Expirer.Expired expired) {
        String why = expired.failed().get(plan.user());
        List<Step> done = Objects.requireNonNullElse(expired.done().get(plan.user()), List.of());
        return new SyncResult(plan, ChangeLog.Outcome.PARTLY, done, why == null ? List.of() : List.of(why));
    }
}
