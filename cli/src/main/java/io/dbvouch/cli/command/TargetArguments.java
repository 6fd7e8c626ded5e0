package io.dbvouch.cli.command;

import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import io.dbvouch.target.TargetRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database is meant. Short ones mean what they mean to psql. */
final class TargetArguments {
    @Option(names = "--profile", paramLabel = "PROFILE", description = "AWS profile that credentials come from")
    @Nullable
    String profile;

    @Option(names = "--region", paramLabel = "REGION", description = "AWS region of the database")
    @Nullable
    String region;

    @Option(
            names = {"-h", "--host"},
            paramLabel = "HOST",
            description = "host to sign for and verify, in place of the target's")
    @Nullable
    String host;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "its port (default: 5432)")
    @Nullable
    Integer port;

    @Option(
            names = "--hostaddr",
            paramLabel = "ADDRESS",
            description = "connect to this address, but sign and verify for the host: tunnels")
    @Nullable
    String hostaddr;

    @Option(
            names = {"-d", "--dbname"},
            paramLabel = "DBNAME",
            description = "database")
    @Nullable
    String dbname;

    @Option(
            names = {"-U", "--db-user"},
            paramLabel = "USER",
            description = "database user; has to be your own unless the target is shared")
    @Nullable
    String dbUser;

    @Option(names = "--sslmode", paramLabel = "MODE", description = "verify-ca (default) or verify-full")
    @Nullable
    String sslmode;

    @Option(names = "--sslrootcert", paramLabel = "FILE", description = "root certificates, PEM")
    @Nullable
    Path sslrootcert;

    @Option(names = "--reader", description = "the cluster's reader endpoint")
    @Nullable
    Boolean reader;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration to read, alone")
    @Nullable
    Path config;

    /** The target that is meant. */
    Target resolve(@Nullable String given, Map<String, String> environment) {
        return TargetRegistry.load(config, environment)
                .find(
                        given,
                        new TargetOptions(
                                profile, region, host, port, hostaddr, dbname, dbUser, sslmode, sslrootcert, reader));
    }
}
