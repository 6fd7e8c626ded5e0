package io.dbvouch.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults that stand. Counted ones are used up in the order they were added, so {@code oidc.pending=2} and then
 * {@code oidc.slow-down=1} make three polls fail, each in its way.
 */
public final class Faults {
    private final FaultTarget target;
    private final List<Fault> standing = new ArrayList<>();

    /** A board without faults. */
    public Faults(FaultTarget target) {
        this.target = target;
    }

    /**
     * Adds a fault in its text form.
     *
     * @throws IllegalArgumentException when there is no such fault
     */
    public void add(String text) {
        add(Fault.parse(text));
    }

    /**
     * Adds a fault.
     *
     * @throws IllegalArgumentException when the cluster knows no such fault
     */
    public synchronized void add(Fault fault) {
        switch (fault) {
            case Fault.Expire(Expiry what) -> target.expire(what);
            case Fault.Skew(Duration ahead) -> {
                target.skew(ahead);
                standing.removeIf(Fault.Skew.class::isInstance);
                standing.add(fault);
            }
            case Fault.Slow(Service service, Duration _) -> {
                standing.removeIf(old -> old instanceof Fault.Slow(Service other, Duration _) && other == service);
                standing.add(fault);
            }
            case Fault.Cluster(String kind, String value) -> {
                boolean stands = target.cluster(kind, value);
                standing.removeIf(old -> old instanceof Fault.Cluster(String other, String _) && other.equals(kind));
                if (stands) {
                    standing.add(fault);
                }
            }
            case Fault.Poll _, Fault.Failure _ -> standing.add(fault);
        }
    }

    /** Takes every fault away. What has expired stays expired. */
    public synchronized void clear() {
        standing.clear();
        target.skew(Duration.ZERO);
        target.clearCluster();
    }

    /** What stands now, with the counts that are left. */
    public synchronized List<Fault> standing() {
        return List.copyOf(standing);
    }

    /** What the next poll for a device code is told; a counted fault is used up by one. */
    public synchronized Optional<PollAnswer> nextPoll() {
        return take(Fault.Poll.class, _ -> true).map(Fault.Poll::answer);
    }

    /** Whether a browser's authorization is refused; a counted fault is used up by one. */
    public synchronized boolean nextAuthorizationDenied() {
        return take(Fault.Poll.class, fault -> fault.answer() == PollAnswer.DENIED)
                .isPresent();
    }

    /** How the next request to a service fails; a counted fault is used up by one. */
    public synchronized Optional<FailureKind> nextFailure(Service service) {
        return take(Fault.Failure.class, fault -> fault.service() == null || fault.service() == service)
                .map(Fault.Failure::kind);
    }

    /** How much later than at once a service answers. */
    public synchronized Duration delay(Service service) {
        Duration sum = Duration.ZERO;
        for (Fault fault : standing) {
            if (fault instanceof Fault.Slow(Service slow, Duration delay) && (slow == null || slow == service)) {
                sum = sum.plus(delay);
            }
        }
        return sum;
    }

    private <F extends Fault> Optional<F> take(Class<F> type, Predicate<F> strikes) {
        for (int i = 0; i < standing.size(); i++) {
            if (type.isInstance(standing.get(i)) && strikes.test(type.cast(standing.get(i)))) {
                F taken = type.cast(standing.get(i));
                Fault left = afterStrike(taken);
                if (left == null) {
                    standing.remove(i);
                } else {
                    standing.set(i, left);
                }
                return Optional.of(taken);
            }
        }
        return Optional.empty();
    }

    /** What is left of a fault that struck; null when nothing is. */
    private static @Nullable Fault afterStrike(Fault fault) {
        return switch (fault) {
            case Fault.Poll poll
            when poll.times() != null -> poll.times() == 1 ? null : new Fault.Poll(poll.answer(), poll.times() - 1);
            case Fault.Failure failure
            when failure.times() != null ->
                failure.times() == 1 ? null : new Fault.Failure(failure.service(), failure.kind(), failure.times() - 1);
            case Fault.Poll _, Fault.Failure _, Fault.Slow _, Fault.Skew _, Fault.Expire _, Fault.Cluster _ -> fault;
        };
    }
}
