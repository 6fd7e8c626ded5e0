package io.dbvouch.target;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a command line says beside the target's name; every part may be null, and beats the configuration where it is not.
 *
 * @param host a host, in place of whatever the target names
 * @param port its port
 * @param reader the cluster's reader endpoint; null leaves it as configured
 */
public record TargetOptions(
        @Nullable String profile,
        @Nullable String region,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String hostaddr,
        @Nullable String dbname,
        @Nullable String dbUser,
        @Nullable String sslmode,
        @Nullable Path sslrootcert,
        @Nullable Boolean reader) {

    /** Nothing said. */
    public static final TargetOptions NONE =
            new TargetOptions(null, null, null, null, null, null, null, null, null, null);
}
