package io.dbvouch.sandbox;

import io.dbvouch.sandbox.cluster.LegacyTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sandbox up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a sandbox in the foreground until Ctrl-C or SIGTERM, and leaves nothing behind.",
            "If stdin is a pipe or a socket, the sandbox also ends when it closes, so that a program that starts one"
                    + " need not stop it; a terminal, a file and /dev/null are not read. --no-stdin leaves a pipe alone"
                    + " too."
        })
final class UpCommand implements Callable<Integer> {
    private static final int S_IFMT = 0170000;
    private static final int S_IFIFO = 0010000;
    private static final int S_IFSOCK = 0140000;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DirectoryOption directory = new DirectoryOption();

    @Option(
            names = "--auto-approve",
            paramLabel = "USER",
            description = "Approve every sign-in at once, as this person.")
    private @Nullable String autoApprove;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "One more person, with the permission set dba and a database user of the same name, if "
                    + "PostgreSQL can hold it. May be repeated.")
    private List<String> users = new ArrayList<>();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "A fault that stands from the start; see: sandbox fault --help. May be repeated.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--token-lifetime",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long an SSO access token lives (default: ${DEFAULT-VALUE}).")
    private int tokenLifetime;

    @Option(
            names = "--sign-in-lifetime",
            paramLabel = "SECONDS",
            defaultValue = "28800",
            description = "How long a sign-in can be refreshed (default: ${DEFAULT-VALUE}).")
    private int signInLifetime;

    @Option(
            names = "--role-session-lifetime",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long role credentials from SSO live (default: ${DEFAULT-VALUE}).")
    private int roleSessionLifetime;

    @Option(
            names = "--device-code-lifetime",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long a device code waits for a person (default: ${DEFAULT-VALUE}).")
    private int deviceCodeLifetime;

    @Option(
            names = "--poll-interval",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "How often a device code may be polled for (default: ${DEFAULT-VALUE}).")
    private int pollInterval;

    @Option(
            names = "--other-clusters",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many clusters RDS lists besides the one that is there (default: ${DEFAULT-VALUE}).")
    private int otherClusters;

    @Option(
            names = "--postgres",
            paramLabel = "DIR",
            description = "The PostgreSQL to run, version 15 or newer, by the directory that its bin is in, such as "
                    + "/usr/lib/postgresql/15 (default: PostgreSQL 18, which comes along). It is not touched, and"
                    + " needs no service: the data are the sandbox's own.")
    private @Nullable Path postgres;

    @Option(names = "--no-database", description = "Run the AWS services alone.")
    private boolean noDatabase;

    @Option(names = "--no-stdin", description = "Do not end when stdin closes.")
    private boolean noStdin;

    @Override
    public Integer call() throws IOException, SandboxException {
        SandboxOptions options = options();
        // This process is no client of anything: it may play a server that has nothing newer.
        LegacyTls.permit();
        CountDownLatch ended = new CountDownLatch(1);
        try (Sandbox sandbox = Sandbox.start(options)) {
            System.err.println("sandbox: up in " + sandbox.directory() + "; end it with Ctrl-C");
            System.err.println("  try, in another shell: eval \"$(sandbox env"
                    + (options.directory() == null ? "" : " --dir '" + sandbox.directory() + "'") + ")\"");
            if (!noStdin && stdinIsPipe()) {
                Thread.ofVirtual().start(() -> {
                    readToEnd();
                    ended.countDown();
                });
            }
            ended.await();
        } catch (InterruptedException _) {
            // By the end of the JVM, at the end of the start: the sandbox is taken down.
            return 1;
        }
        return 0;
    }

    private SandboxOptions options() throws IOException {
        if (noDatabase && postgres != null) {
            throw usage("--postgres and --no-database exclude each other");
        }
        SandboxOptions options = SandboxOptions.defaults()
                .withTokenLifetime(seconds("--token-lifetime", tokenLifetime, 1))
                .withSignInLifetime(seconds("--sign-in-lifetime", signInLifetime, 1))
                .withRoleSessionLifetime(seconds("--role-session-lifetime", roleSessionLifetime, 1))
                .withDeviceCodeLifetime(seconds("--device-code-lifetime", deviceCodeLifetime, 1))
                .withPollInterval(seconds("--poll-interval", pollInterval, 0))
                .withOtherClusters(Math.toIntExact(
                        seconds("--other-clusters", otherClusters, 0).toSeconds()));
        Path files = directory.get();
        if (files != null) {
            options = options.withDirectory(files);
        }
        if (autoApprove != null) {
            options = options.withAutoApprove(autoApprove);
        }
        for (String user : users) {
            options = options.withUser(user);
        }
        for (String fault : faults) {
            options = withFault(options, fault);
        }
        if (postgres != null) {
            options = options.withPostgres(postgres);
        }
        return noDatabase ? options.withoutDatabase() : options;
    }

    private SandboxOptions withFault(SandboxOptions options, String fault) {
        try {
            return options.withFault(fault);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private Duration seconds(String option, int value, int least) {
        if (value < least) {
            throw usage(option + " takes a whole number from " + least + " on");
        }
        return Duration.ofSeconds(value);
    }

    private ParameterException usage(String message) {
        if (spec == null) {
            throw new IllegalStateException("the command was not made by picocli");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    /** Where there is no /dev/fd, stdin is not read. */
    private static boolean stdinIsPipe() {
        try {
            int type = (Integer) Files.getAttribute(Path.of("/dev/fd/0"), "unix:mode") & S_IFMT;
            return type == S_IFIFO || type == S_IFSOCK;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static void readToEnd() {
        byte[] dropped = new byte[8192];
        try {
            while (System.in.read(dropped) >= 0) {
                // What comes means nothing; only the end does.
            }
        } catch (IOException e) {
            // A broken pipe has ended too.
        }
    }
}
