package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import io.dbvouch.provision.SyncPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several targets at a time, eight at most; one that fails stops no other. Those of one server follow one another, as they share
 * its users: the later ones do what is left of their plan.
 */
final class SyncTargets {
    private static final int AT_ONCE = 8;

    private final List<SyncTarget> targets;
    private final Helpdesks desks;

    SyncTargets(List<SyncTarget> targets, Helpdesks desks) {
        this.targets = targets;
        this.desks = desks;
    }

    /** Looks at all of them. */
    void plan(HelpdeskArguments arguments, int maxRemove, boolean dryRun) {
        List<Runnable> tasks = new ArrayList<>();
        targets.forEach(target -> tasks.add(() -> target.plan(desks, arguments, maxRemove, dryRun)));
        run(tasks);
    }

    /** Applies what was planned. */
    void apply() {
        Map<String, List<SyncTarget>> servers = new LinkedHashMap<>();
        for (SyncTarget target : targets) {
            SyncPlan plan = target.plan();
            if (plan != null && !plan.isEmpty()) {
                servers.computeIfAbsent(plan.server(), _ -> new ArrayList<>()).add(target);
            }
        }
        List<Runnable> tasks = new ArrayList<>();
        servers.values()
                .forEach(each -> tasks.add(() -> {
                    boolean first = true;
                    for (SyncTarget target : each) {
                        target.apply(desks, first);
                        first = false;
                    }
                }));
        run(tasks);
    }

    private static void run(List<Runnable> tasks) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.clamp(tasks.size(), 1, AT_ONCE),
                DaemonThreads.named("target").factory())) {
            List<Future<?>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(task)));
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccessException.Interrupted("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a target's failure is kept with it", e.getCause());
        }
    }
}
