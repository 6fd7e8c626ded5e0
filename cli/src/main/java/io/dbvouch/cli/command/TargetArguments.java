package io.dbvouch.cli.command;

import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import io.dbvouch.target.TargetRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options that say which database is meant. Short ones mean what they mean to psql. */
final class TargetArguments implements Model.Shared {
    @Nullable
    String profile;

    @Nullable
    String region;

    @Nullable
    String host;

    @Nullable
    Integer port;

    @Nullable
    String hostaddr;

    @Nullable
    String dbname;

    @Nullable
    String dbUser;

    @Nullable
    String sslmode;

    @Nullable
    Path sslrootcert;

    @Nullable
    Boolean reader;

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

    @Override
    public void addTo(Model model) {
        model.text("PROFILE", "AWS profile that credentials come from", value -> profile = value, "--profile")
                .text("REGION", "AWS region of the database", value -> region = value, "--region")
                .text(
                        "HOST",
                        "host to sign for and verify, in place of the target's",
                        value -> host = value,
                        "-h",
                        "--host")
                .number("PORT", "its port (default: 5432)", value -> port = value, "-p", "--port")
                .text(
                        "ADDRESS",
                        "connect to this address, but sign and verify for the host: tunnels",
                        value -> hostaddr = value,
                        "--hostaddr")
                .text("DBNAME", "database", value -> dbname = value, "-d", "--dbname")
                .text(
                        "USER",
                        "database user; has to be your own unless the target is shared",
                        value -> dbUser = value,
                        "-U",
                        "--db-user")
                .text("MODE", "verify-ca (default) or verify-full", value -> sslmode = value, "--sslmode")
                .path("FILE", "root certificates, PEM", value -> sslrootcert = value, "--sslrootcert")
                .flag("the cluster's reader endpoint", value -> reader = value, "--reader")
                .path("FILE", "configuration to read, alone", value -> config = value, "--config");
    }
}
