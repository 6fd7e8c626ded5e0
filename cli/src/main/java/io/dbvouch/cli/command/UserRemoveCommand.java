package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.ChangeLog;
import io.dbvouch.provision.Plan;
import io.dbvouch.provision.Removal;
import io.dbvouch.provision.Remover;
import io.dbvouch.provision.Stamp;
import io.dbvouch.provision.SyncResult;
import io.dbvouch.provision.UserName;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch user remove}. */
final class UserRemoveCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    String name = "";

    HelpdeskArguments arguments = new HelpdeskArguments();

    @Nullable
    String reassignTo;

    Approval approval = new Approval();

    UserRemoveCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "remove",
                        "Keep a person out, end their sessions, and take all they have in the cluster away.")
                .footer("What cannot be done is listed; they are kept out all the same, and a second run goes on.")
                .word("NAME", "the user, to the letter", value -> name = value)
                .with(arguments)
                .text(
                        "ROLE",
                        "who gets what they own; without it, what they own stays, and the user with it",
                        value -> reassignTo = value,
                        "--reassign-to")
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
        UserName user = Usage.checked(spec, () -> new UserName(name));
        try (Helpdesks desks = new Helpdesks(invocation, "user remove")) {
            Helpdesk desk = desks.open(arguments.target, arguments);
            desk.settle(approval.dryRun).forEach(invocation::say);
            Remover remover = new Remover(desk.sql(), desk.cluster(), desk.log());
            Stamp stamp = desk.stamp();
            Plan plan = remover.plan(user, reassignTo, stamp);
            String where = "\"" + name + "\" at \"" + desk.targetName() + "\"";
            int exitCode = ExitCode.DONE;
            AccessException.@Nullable SignInNeeded signIn = null;
            if (plan.isEmpty()) {
                invocation.say("nothing to do: there is no user " + where);
            } else if (approval.obtain(desk.targetName(), List.of(plan), "remove " + where + "?", invocation)) {
                desks.applying();
                Removal removal = remover.apply(plan, reassignTo, stamp);
                approval.result(
                        desk.targetName(),
                        List.of(new SyncResult(
                                plan,
                                removal.removed() ? ChangeLog.Outcome.APPLIED : ChangeLog.Outcome.PARTLY,
                                removal.done(),
                                removal.remaining())),
                        invocation);
                exitCode = report(removal, where, stamp);
                signIn = removal.signIn();
            }
            desk.done();
            if (signIn != null) {
                throw signIn.hint("then run it again: it finishes what is left");
            }
            return exitCode;
        }
    }

    private int report(Removal removal, String where, Stamp stamp) {
        removal.remaining().forEach(each -> invocation.say("left: " + each));
        StringBuilder proof = new StringBuilder();
        removal.proof()
                .forEach((what, count) -> proof.append(proof.isEmpty() ? "" : ", ")
                        .append(what.replace('_', ' '))
                        .append(' ')
                        .append(count));
        invocation.say("the server says: " + proof);
        invocation.say((removal.removed() ? "removed " : "locked out, but not removed: ") + where + ", ledger change "
                + stamp.change());
        return removal.removed() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
