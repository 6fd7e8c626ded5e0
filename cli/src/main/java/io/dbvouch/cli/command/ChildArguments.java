package io.dbvouch.cli.command;

import io.dbvouch.access.AccessRequest;
import io.dbvouch.target.SessionLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The options of commands that run another program. */
final class ChildArguments implements Model.Shared {
    private final TargetArguments target = new TargetArguments();
    private final LimitArguments limits = new LimitArguments();

    private @Nullable String reason;
    private boolean viaSocket;

    @Override
    public void addTo(Model model) {
        model.with(target)
                .text("TEXT", "why, for the ledger", value -> reason = value, "--reason")
                .flag(
                        "no secret in the environment: connect by a private socket, as often as one likes",
                        value -> viaSocket = value,
                        "--via-socket")
                .with(limits);
    }

    /**
     * Refuses what does not go together.
     *
     * @throws CommandLine.ParameterException where it does not
     */
    void check(CommandLine line) {
        if (!viaSocket && !limits.limits().equals(SessionLimits.NONE)) {
            throw new CommandLine.ParameterException(
                    line, "--idle-timeout and --max-session go with --via-socket: only there is it known what runs");
        }
    }

    /** What access is asked for, to the target that is meant. */
    AccessRequest request(@Nullable String named, Map<String, String> environment) {
        return new AccessRequest(target.resolve(named, environment).withLimits(limits.limits()), reason);
    }

    boolean viaSocket() {
        return viaSocket;
    }
}
