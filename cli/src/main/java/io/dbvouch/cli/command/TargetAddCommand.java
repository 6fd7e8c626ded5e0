package io.dbvouch.cli.command;

import io.dbvouch.HomeFolder;
import io.dbvouch.access.Folders;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.TargetFile;
import io.dbvouch.target.TargetRegistry;
import io.dbvouch.tls.TlsMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch target add}. */
final class TargetAddCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    String name = "";

    @Nullable
    String cluster;

    TargetArguments arguments = new TargetArguments();

    boolean sharedUser;

    boolean reasonRequired;

    TargetAddCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "add", "Add a target to the configuration; what else the file holds stays as it is.")
                .footer("dbvouch target add prod --cluster aurora-prod --profile prod-dba --dbname app")
                .word("NAME", "what to call it", value -> name = value)
                .text("CLUSTER", "Aurora cluster, looked up by RDS", value -> cluster = value, "--cluster")
                .with(arguments)
                .flag(
                        "the database user is one that several people may use",
                        value -> sharedUser = value,
                        "--shared-user")
                .flag("ask for a reason", value -> reasonRequired = value, "--reason-required")
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        // Here, where it is typed, and not when somebody needs the target.
        TlsMode.parse(arguments.sslmode);
        Map<String, Object> settings = new LinkedHashMap<>();
        put(settings, "profile", arguments.profile);
        put(settings, "cluster", cluster);
        put(settings, "host", arguments.host);
        put(settings, "port", arguments.port == null ? null : arguments.port.longValue());
        put(settings, "hostaddr", arguments.hostaddr);
        put(settings, "region", arguments.region);
        put(settings, "dbname", arguments.dbname);
        put(settings, "sslmode", arguments.sslmode);
        Path roots = arguments.sslrootcert;
        put(
                settings,
                "sslrootcert",
                roots == null ? null : roots.toAbsolutePath().toString());
        put(settings, "reader", arguments.reader);
        put(settings, "db_user", arguments.dbUser);
        put(settings, "shared_user", sharedUser ? true : null);
        put(settings, "reason_required", reasonRequired ? true : null);
        Path path = TargetRegistry.fileToEdit(arguments.config, invocation.environment());
        TargetFile.edit(
                path,
                HomeFolder.of(invocation.environment()),
                Folders.of(invocation.environment()).locks(),
                file -> file.add(name, settings));
        invocation.say("added \"" + name + "\" to " + path);
        return ExitCode.DONE;
    }

    private static void put(Map<String, Object> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.put(key, value);
        }
    }
}
