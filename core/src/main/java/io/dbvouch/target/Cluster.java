package io.dbvouch.target;

import io.dbvouch.AccessException;
import org.jspecify.annotations.Nullable;

/**
 * What RDS says of an Aurora cluster.
 *
 * @param identifier the cluster's name
 * @param resourceId {@code cluster-…}: what a policy names the cluster by
 * @param engine {@code aurora-postgresql}, …
 * @param engineVersion {@code 17.5}, …
 * @param status {@code available}, …
 * @param writer the cluster endpoint
 * @param reader the reader endpoint; null where there is none
 * @param databaseName the database made with the cluster; null where none was
 * @param iamAuthentication whether IAM database authentication is on
 */
public record Cluster(
        String identifier,
        String resourceId,
        String engine,
        String engineVersion,
        String status,
        Endpoint writer,
        @Nullable Endpoint reader,
        @Nullable String databaseName,
        boolean iamAuthentication) {

    /**
     * Where to connect.
     *
     * @throws AccessException.BadConfiguration where the reader is asked for and there is none
     */
    public Endpoint endpoint(boolean forReading) {
        if (!forReading) {
            return writer;
        }
        if (reader == null) {
            throw new AccessException.BadConfiguration("cluster \"" + identifier + "\" has no reader endpoint");
        }
        return reader;
    }
}
