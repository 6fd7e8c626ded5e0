package io.dbvouch.sandbox;

import io.dbvouch.sandbox.aws.ClusterView;
import io.dbvouch.sandbox.cluster.PasswordUser;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database behind the AWS services, or the lack of one. */
sealed interface Database permits ClusterDatabase, NoDatabase {
    /** Where it is now. */
    ClusterView view();

    /** The certificate authority that clients are to trust; null without a database. */
    @Nullable
    Path caFile();

    /** Its master user; empty without a database. */
    Optional<PasswordUser> master();

    /**
     * Puts a fault on it.
     *
     * @return whether it stands until it is cleared; otherwise it happened
     * @throws IllegalArgumentException when it knows no such fault
     */
    boolean fault(String kind, @Nullable String value);

    /** Takes all faults off. */
    void clearFaults();
}
