package io.dbvouch.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of clusters. */
@FunctionalInterface
public interface ClusterSource {
    /**
     * The PostgreSQL clusters of one account and region.
     *
     * @param identifier one cluster's name; null for all
     * @return empty where there is no such cluster
     * @throws io.dbvouch.AccessException where it cannot be told
     */
    List<Cluster> describe(@Nullable String identifier);
}
