package io.dbvouch.cli.command;

import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.SessionLimits;
import io.dbvouch.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch target show}. */
final class TargetShowCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String target;

    TargetArguments arguments = new TargetArguments();

    OutputChoice output = new OutputChoice();

    TargetShowCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "show", "Show what a target means, with the options given.")
                .target(value -> target = value)
                .with(arguments)
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    static String where(Target target) {
        return switch (target.place()) {
            case Target.Place.Cluster cluster ->
                "cluster " + cluster.identifier() + (cluster.reader() ? " (reader)" : "");
            case Target.Place.Host host -> host.endpoint().toString();
        };
    }

    private static @Nullable String duration(@Nullable Duration duration) {
        return duration == null ? null : SessionLimits.format(duration);
    }

    @Override
    public Integer call() throws IOException {
        Target found = arguments.resolve(target, invocation.environment());
        Path roots = found.tls().sslrootcert();
        KeyValueTable table = new KeyValueTable()
                .add("name", found.name())
                .add("where", where(found))
                .add("hostaddr", found.hostaddr())
                .add("dbname", found.dbname())
                .add("profile", found.aws().profile())
                .add("region", found.aws().region())
                .add(
                        "sslmode",
                        found.tls().sslmode() == null
                                ? "verify-ca"
                                : found.tls().sslmode())
                .add("sslrootcert", roots == null ? null : roots.toString())
                .add("db_user", found.rules().dbUser())
                .add("shared_user", found.rules().sharedUser())
                .add("reason_required", found.rules().reasonRequired())
                .add(
                        "record_statements",
                        found.rules().recordStatements().name().toLowerCase(Locale.ROOT))
                .add("idle_timeout", duration(found.rules().limits().idle()))
                .add("max_session", duration(found.rules().limits().whole()))
                .add("allow_shell", found.rules().allowShell());
        output.print(table, invocation.out());
        return ExitCode.DONE;
    }
}
