package io.dbvouch.sandbox.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The parts of the company that a fault changes at once, rather than at the next request. */
public interface FaultTarget {
    /** Makes something that was issued expire. */
    void expire(Expiry what);

    /** Sets the clock ahead of the true time, or behind it. */
    void skew(Duration ahead);

    /**
     * Hands a fault to the cluster.
     *
     * @return whether it stands until it is cleared; otherwise it happened
     * @throws IllegalArgumentException when the cluster knows no such fault
     */
    boolean cluster(String kind, @Nullable String value);

    /** Takes all faults off the cluster. */
    void clearCluster();
}
