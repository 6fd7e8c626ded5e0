package io.dbvouch.packaging.transcript;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbvouch.sandbox.JournalEntry;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.sandbox.SandboxException;
import io.dbvouch.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Running sandboxes, each lent to one scenario at a time: starting one takes seconds. */
final class Sandboxes implements AutoCloseable {
    /** People with names that ask for care. The last one is a byte too long for PostgreSQL. */
    private static final List<String> PEOPLE = List.of(
            "Arianna.O'Neil@example.com",
            "MixedCase",
            "a".repeat(51) + "@example.com",
            "b".repeat(52) + "@example.com");

    private static final String OWN = "own";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Map<List<String>, Deque<Sandbox>> idle = new HashMap<>();
    private final List<Sandbox> all = new ArrayList<>();

    /** A sandbox without faults, to be given back. */
    Sandbox borrow(List<String> company) throws IOException, InterruptedException, SandboxException {
        Sandbox waiting = take(company);
        if (waiting != null) {
            return waiting;
        }
        Sandbox started = Sandbox.start(options(company));
        synchronized (this) {
            all.add(started);
        }
        return started;
    }

    private synchronized @Nullable Sandbox take(List<String> company) {
        return idle.computeIfAbsent(company, _ -> new ArrayDeque<>()).poll();
    }

    /** Gives one back, as new: without faults, and without connections that would end in the next scenario's journal. */
    void giveBack(Sandbox sandbox, List<String> company) throws IOException, InterruptedException {
        if (company.contains(OWN)) {
            synchronized (this) {
                all.remove(sandbox);
            }
            sandbox.close();
            return;
        }
        sandbox.faults().clear();
        sandbox.faults().add("cluster.dropped");
        Instant end = Instant.now().plus(PATIENCE);
        while (!allClosed(sandbox.journal().entries())) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("connections that do not end");
            }
            Thread.sleep(PAUSE);
        }
        synchronized (this) {
            idle.computeIfAbsent(company, _ -> new ArrayDeque<>()).add(sandbox);
        }
    }

    private static boolean allClosed(List<JournalEntry> journal) {
        return count(journal, "connected") == count(journal, "closed");
    }

    private static long count(List<JournalEntry> journal, String event) {
        return journal.stream()
                .filter(entry ->
                        entry.service().equals("cluster") && entry.event().equals(event))
                .count();
    }

    private static SandboxOptions options(List<String> company) throws IOException, InterruptedException {
        SandboxOptions options = SandboxOptions.defaults();
        for (String person : PEOPLE) {
            options = options.withUser(person);
        }
        for (String option : company) {
            String[] words = option.split("=", 2);
            options = switch (words[0]) {
                case "auto-approve" -> options.withAutoApprove(words[1]);
                case OWN -> options;
                case "client-postgres" -> options.withPostgres(clientPostgres());
                default -> throw new IllegalArgumentException("there is no company \"" + option + "\"");
            };
        }
        return options;
    }

    private static Path clientPostgres() throws IOException, InterruptedException {
        Optional<Path> found = ClientPostgres.find();
        assumeTrue(found.isPresent(), "there is no PostgreSQL server of pg_dump's version on this machine");
        return found.orElseThrow();
    }

    @Override
    public synchronized void close() throws IOException {
        for (Sandbox sandbox : all) {
            sandbox.close();
        }
    }
}
