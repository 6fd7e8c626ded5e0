package io.dbvouch.provision;

/** Sessions in the databases of one cluster, all as the same administrator. */
public interface ClusterSessions {
    /**
     * Opens one.
     *
     * @throws io.dbvouch.AccessException where it does not come about
     */
    SqlSession open(String database);
}
