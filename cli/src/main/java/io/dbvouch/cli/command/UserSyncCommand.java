package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.cli.output.ProgressLines;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalAbilities;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.Plan;
import io.dbvouch.provision.SyncPlan;
import io.dbvouch.provision.SyncResult;
import io.dbvouch.provision.SyncSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch user sync}. */
final class UserSyncCommand implements Callable<Integer>, Modelled {
    private static final int REMOVED_AT_MOST = 5;

    private final Invocation invocation;
    private final CommandSpec spec;

    HelpdeskArguments arguments = new HelpdeskArguments();

    List<String> targets = new ArrayList<>();

    PeopleChoice people = new PeopleChoice();

    List<String> roles = new ArrayList<>();

    List<String> readOnly = new ArrayList<>();

    List<String> readWrite = new ArrayList<>();

    int maxRemove = REMOVED_AT_MOST;

    boolean endPasswords;

    Approval approval = new Approval();

    UserSyncCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "sync",
                        "Bring users in line with a list: who is on it is let in, who came by it and is on it no more"
                                + " goes.")
                .footer("dbvouch user sync --csv dba.csv --target prod --target test --read-only public")
                .texts("TARGET", "a configured target; may be given several times", targets, "--target")
                .with(people)
                .with(people::addName)
                .texts("ROLE", "give them this role; may be given several times", roles, "--grant")
                .texts("SCHEMA", "let them read this schema; may be given several times", readOnly, "--read-only")
                .texts(
                        "SCHEMA",
                        "let them read and write this schema; may be given several times",
                        readWrite,
                        "--read-write")
                .number(
                        "NUMBER",
                        "remove that many at most at each target (default: 5)",
                        value -> maxRemove = value,
                        "--max-remove")
                .flag(
                        "also those who may log in with a password so far, which works no more then",
                        value -> endPasswords = value,
                        "--end-password")
                .text("TEXT", "why, for the ledger", value -> arguments.reason = value, "--reason")
                .with(arguments::addAdmin)
                .path("FILE", "configuration to read, alone", value -> arguments.place.config = value, "--config")
                .with(approval)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        people.check(spec);
        if (!people.isGiven() || targets.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "say which list, and where: --csv FILE or --group GROUP, and --target TARGET");
        }
        if (maxRemove < 0) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--max-remove: 0 is the least");
        }
        approval.check(spec);
        try (Helpdesks desks = new Helpdesks(invocation, "user sync")) {
            SortedSet<String> who = people.read(desks.brokerage(), this::profile);
            SyncSpec wanted = Usage.checked(
                    spec, () -> new SyncSpec(people.source(), who, roles, readOnly, readWrite, endPasswords));
            List<SyncTarget> each = new LinkedHashSet<>(targets)
                    .stream().map(name -> new SyncTarget(name, wanted)).toList();
            SyncTargets all = new SyncTargets(each, desks);
            try (ProgressLines _ = progress(each)) {
                all.plan(arguments, maxRemove, approval.dryRun);
            }
            boolean approved = show(each) && approved(each);
            if (approved) {
                apply(all, desks, each);
            }
            return end(each, desks, approved);
        }
    }

    /** Of the first target that is named. */
    private @Nullable String profile() {
        return arguments
                .place
                .resolve(targets.getFirst(), invocation.environment())
                .aws()
                .profile();
    }

    private ProgressLines progress(List<SyncTarget> each) {
        return ProgressLines.start(
                invocation.err(),
                TerminalAbilities.of(invocation.environment(), StandardStream.ERROR.isTerminal()),
                () -> each.stream().map(SyncTarget::line).toList());
    }

    /** Tells what is to be done; whether that is anything. */
    private boolean show(List<SyncTarget> each) {
        boolean anything = false;
        for (SyncTarget target : each) {
            target.settled().forEach(told -> invocation.say("at \"" + target.name() + "\": " + told));
            SyncPlan plan = target.plan();
            if (plan == null) {
                continue;
            }
            String at = "at \"" + target.name() + "\": ";
            if (plan.isEmpty()) {
                invocation.say(at + "nothing to do");
                continue;
            }
            anything = true;
            long added = plan.changes().stream()
                    .filter(change -> change.kind() == Plan.Kind.ADD)
                    .count();
            invocation.say(at + "add " + added + ", change " + (plan.changes().size() - added) + ", remove "
                    + plan.removals().size());
            plan.removals()
                    .forEach(leaver -> invocation.say(
                            at + "remove \"" + leaver.user() + "\", who came by \"" + people.source() + "\""));
        }
        return anything;
    }

    private boolean approved(List<SyncTarget> each) throws IOException {
        Map<String, List<Plan>> plans = new LinkedHashMap<>();
        for (SyncTarget target : each) {
            SyncPlan plan = target.plan();
            if (plan != null) {
                plans.put(target.name(), plan.all());
            }
        }
        return approval.obtain(plans, "apply this?", invocation);
    }

    private void apply(SyncTargets all, Helpdesks desks, List<SyncTarget> each) throws IOException {
        desks.applying();
        try (ProgressLines _ = progress(each)) {
            all.apply();
        }
        Map<String, List<SyncResult>> results = each.stream()
                .collect(Collectors.toMap(SyncTarget::name, SyncTarget::results, (one, _) -> one, LinkedHashMap::new));
        approval.result(results, invocation);
        long done = each.stream()
                .flatMap(target -> target.results().stream())
                .filter(SyncResult::applied)
                .count();
        long of = each.stream().mapToLong(SyncTarget::size).sum();
        invocation.say(done + " of " + of + " done");
    }

    /** Tells what is left, in the order of the targets. */
    private int end(List<SyncTarget> each, Helpdesks desks, boolean applied) {
        boolean left = false;
        AccessException refused = null;
        for (SyncTarget target : each) {
            for (String failure : target.left()) {
                invocation.say("left: " + target.name() + ": " + failure);
                left = true;
            }
            AccessException failure = target.failure();
            if (failure instanceof AccessException.LedgerRefused
                    || (failure instanceof AccessException.SignInNeeded && refused == null)) {
                refused = failure;
            }
            target.done();
        }
        if (refused != null) {
            throw refused;
        }
        if (applied && desks.stopped()) {
            return ExitCode.INTERRUPTED;
        }
        return left ? ExitCode.FAILED : ExitCode.DONE;
    }
}
