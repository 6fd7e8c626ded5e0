package io.dbvouch.sandbox;

import io.dbvouch.sandbox.aws.ClusterView;
import io.dbvouch.sandbox.cluster.PasswordUser;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No database: RDS still lists the cluster, at a port where nobody listens. */
record NoDatabase() implements Database {
    /** TCP port 1, tcpmux, is served nowhere any more. */
    private static final int NOBODY = 1;

    @Override
    public ClusterView view() {
        return new ClusterView("localhost", "127.0.0.2", NOBODY, "18.6");
    }

    @Override
    public @Nullable Path caFile() {
        return null;
    }

    @Override
    public Optional<PasswordUser> master() {
        return Optional.empty();
    }

    @Override
    public boolean fault(String kind, @Nullable String value) {
        throw new IllegalArgumentException("this sandbox has no database cluster to put a fault on");
    }

    @Override
    public void clearFaults() {
        // There are none.
    }
}
