package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Keeps every line, and lets a test wait for one. */
final class RecordingJournal implements Journal {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final List<Line> lines = new ArrayList<>();

    record Line(String service, String event, Map<String, String> details) {
        String detail(String key) {
            return details.getOrDefault(key, "");
        }
    }

    @Override
    public void record(String service, String event, Map<String, String> details) {
        lock.lock();
        try {
            lines.add(new Line(service, event, Map.copyOf(details)));
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<Line> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            lines.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The first line that matches, as soon as it is there. */
    Line await(Predicate<Line> wanted) throws InterruptedException {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (true) {
                for (Line line : lines) {
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                if (left <= 0) {
                    throw new AssertionError("never written; there are " + lines);
                }
                left = written.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    Line await(String event) throws InterruptedException {
        return await(line -> line.event().equals(event));
    }

    /** The events of the connection that started last, once it is over. */
    List<String> eventsOfLastConnection() throws InterruptedException {
        String last = lines().stream()
                .filter(line -> line.event().equals("connected"))
                .reduce((_, later) -> later)
                .orElseThrow()
                .detail("connection");
        await(line -> line.event().equals("closed") && line.detail("connection").equals(last));
        return lines().stream()
                .filter(line -> line.detail("connection").equals(last))
                .map(Line::event)
                .toList();
    }
}
