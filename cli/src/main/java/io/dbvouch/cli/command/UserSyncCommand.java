package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.Plan;
import io.dbvouch.provision.Stamp;
import io.dbvouch.provision.SyncPlan;
import io.dbvouch.provision.SyncSpec;
import io.dbvouch.provision.Syncer;
import io.dbvouch.provision.UserName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
                .texts("ROLE", "give them this role; may be given several times", roles, "--grant")
                .texts("SCHEMA", "let them read this schema; may be given several times", readOnly, "--read-only")
                .texts(
                        "SCHEMA",
                        "let them read and write this schema; may be given several times",
                        readWrite,
                        "--read-write")
                .number("NUMBER", "remove that many at most (default: 5)", value -> maxRemove = value, "--max-remove")
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

    /** A target, and what is to be done there. */
    private record Work(Helpdesk desk, Syncer syncer, Stamp stamp, SyncPlan plan) {}

    @Override
    public Integer call() throws IOException {
        people.check(spec);
        if (!people.isGiven() || targets.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "say which list, and where: --csv FILE or --group GROUP, and --target TARGET");
        }
        approval.check(spec);
        List<Work> works = new ArrayList<>();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        try (Helpdesks desks = new Helpdesks(invocation, "user sync")) {
            SyncSpec wanted = new SyncSpec(
                    people.source(), people.read(desks.brokerage(), this::profile), roles, readOnly, readWrite);
            for (String target : new TreeSet<>(targets)) {
                try {
                    Work work = plan(desks.open(target, arguments), wanted);
                    work.plan().refused().forEach(refused -> failures.add(target + ": " + refused));
                    works.add(work);
                } catch (AccessException.LedgerRefused e) {
                    throw e;
                } catch (AccessException e) {
                    failures.add(target + ": " + e.getMessage());
                }
            }
            boolean planned = show(works);
            if (planned && approved(works)) {
                applyAll(works, wanted, failures);
            }
            works.forEach(work -> work.desk().done());
        }
        failures.forEach(failure -> invocation.say("left: " + failure));
        return failures.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Of the first target that is named. */
    private @Nullable String profile() {
        return arguments
                .place
                .resolve(targets.getFirst(), invocation.environment())
                .aws()
                .profile();
    }

    private Work plan(Helpdesk desk, SyncSpec wanted) {
        Syncer syncer = new Syncer(desk.sql(), desk.cluster(), desk.log());
        Stamp stamp = desk.stamp(wanted.source());
        SyncPlan plan = syncer.plan(wanted, stamp);
        if (plan.leavers().size() > maxRemove) {
            throw new AccessException.Denied(plan.leavers().size() + " would be removed, which is more than "
                    + maxRemove + ": look at the list, or say --max-remove "
                    + plan.leavers().size());
        }
        return new Work(desk, syncer, stamp, plan);
    }

    /** Tells what is to be done; whether that is anything. */
    private boolean show(List<Work> works) throws IOException {
        boolean anything = false;
        for (Work work : works) {
            SyncPlan plan = work.plan();
            String at = "at \"" + work.desk().targetName() + "\": ";
            if (plan.isEmpty()) {
                invocation.say(at + "nothing to do");
                continue;
            }
            anything = true;
            long added = plan.changes().stream()
                    .filter(each -> each.kind() == Plan.Kind.ADD)
                    .count();
            invocation.say(at + "add " + added + ", change " + (plan.changes().size() - added) + ", remove "
                    + plan.leavers().size());
            plan.leavers().forEach(leaver -> invocation.say(at + "remove \"" + leaver + "\""));
        }
        return anything;
    }

    private boolean approved(List<Work> works) throws IOException {
        List<Plan> all =
                works.stream().flatMap(work -> work.plan().changes().stream()).toList();
        return approval.obtain(all, "apply this?", invocation);
    }

    /** Several targets at a time; one that fails stops no other. */
    private void applyAll(List<Work> works, SyncSpec wanted, ConcurrentLinkedQueue<String> failures)
            throws IOException {
        Progress progress = new Progress(works.stream()
                .mapToInt(work ->
                        work.plan().changes().size() + work.plan().leavers().size())
                .sum());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            works.stream()
                    .filter(work -> !work.plan().isEmpty())
                    .forEach(work -> threads.execute(() -> apply(work, wanted, progress, failures)));
        }
        progress.end();
        for (Work work : works) {
            approval.result(work.plan().changes(), "applied", invocation);
        }
    }

    private void apply(Work work, SyncSpec wanted, Progress progress, ConcurrentLinkedQueue<String> failures) {
        String at = work.desk().targetName() + ": ";
        try {
            work.syncer().apply(wanted, work.plan(), work.stamp(), progress).forEach(each -> failures.add(at + each));
        } catch (AccessException e) {
            failures.add(at + e.getMessage());
        } catch (RuntimeException e) {
            failures.add(at + "a defect of dbvouch: " + e);
        }
    }

    /** How many are done, on a terminal. */
    private final class Progress implements Consumer<UserName> {
        private final int all;
        private final AtomicInteger done = new AtomicInteger();
        private final boolean shown = StandardStream.ERROR.isTerminal();

        Progress(int all) {
            this.all = all;
        }

        @Override
        public synchronized void accept(UserName ignored) {
            int now = done.incrementAndGet();
            if (shown) {
                invocation.err().print("\r" + now + " of " + all + " done");
                invocation.err().flush();
            }
        }

        void end() {
            if (shown) {
                invocation.err().println();
            }
            invocation.say(done.get() + " of " + all + " done");
        }
    }
}
