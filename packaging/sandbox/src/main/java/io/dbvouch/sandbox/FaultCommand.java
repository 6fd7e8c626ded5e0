package io.dbvouch.sandbox;

import io.dbvouch.sandbox.sigv4.PercentEncoding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sandbox fault}. */
@Command(
        name = "fault",
        mixinStandardHelpOptions = true,
        description = "Adds faults to a running sandbox, and prints those that stand, as JSON.",
        footer = {
            "",
            "SERVICE is oidc, sso, sts, rds or all; with =N a fault strikes N times, without until it is cleared:",
            "  oidc.pending[=N] oidc.slow-down[=N] oidc.denied[=N] oidc.expired[=N]   answers to device code polls",
            "  SERVICE.429[=N] SERVICE.500[=N] SERVICE.denied[=N] SERVICE.slow=MS     answers to any request",
            "  clock.skew=SECONDS                                                     the company's clock is ahead",
            "  expire.access-tokens expire.sign-ins expire.clients expire.role-sessions   now, and once",
            "  cluster.certificate=expired|not-yet-valid|self-signed|other-ca|other-name",
            "  cluster.tls=plaintext|tls1.1|hang-up   cluster.slow=MS   cluster.refused",
            "  cluster.moved cluster.dropped cluster.restarted                        now, and once"
        })
final class FaultCommand implements Callable<Integer> {
    @Mixin
    private DirectoryOption directory = new DirectoryOption();

    @Option(names = "--clear", description = "Take all faults away first.")
    private boolean clear;

    @Parameters(paramLabel = "FAULT", arity = "0..*", description = "Faults to add.")
    private List<String> faults = new ArrayList<>();

    @Override
    public Integer call() throws IOException, SandboxException {
        RunningSandbox running = RunningSandbox.find(directory.get(), Duration.ZERO);
        String standing = clear ? running.clearFaults() : running.faults();
        if (!faults.isEmpty()) {
            standing = running.addFaults(faults.stream()
                    .map(fault -> "fault=" + PercentEncoding.encode(fault))
                    .collect(Collectors.joining("&")));
        }
        Main.print(standing);
        return 0;
    }
}
