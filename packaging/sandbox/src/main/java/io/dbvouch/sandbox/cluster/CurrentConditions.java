package io.dbvouch.sandbox.cluster;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** The conditions of the moment, for many threads. */
final class CurrentConditions {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Conditions now = Conditions.FAIR;

    Conditions get() {
        return now;
    }

    void change(UnaryOperator<Conditions> change) {
        lock.lock();
        try {
            now = change.apply(now);
        } finally {
            lock.unlock();
        }
    }
}
