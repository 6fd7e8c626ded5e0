package io.dbvouch.sandbox;

import io.dbvouch.sandbox.aws.ClusterView;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The database behind the AWS services, or the lack of one. */
interface Database extends AutoCloseable {
    /** Where it is now. */
    ClusterView view();

    /** The certificate authority that clients are to trust; null without a database. */
    @Nullable
    Path caFile();

    /** A name like RDS's own under which the writer may be signed for and verified. */
    String rdsLikeName();

    /**
     * Puts a fault on it.
     *
     * @throws IllegalArgumentException when it knows no such fault
     */
    void fault(String kind, @Nullable String value);

    /** Takes all faults off. */
    void clearFaults();

    @Override
    void close() throws IOException;
}
