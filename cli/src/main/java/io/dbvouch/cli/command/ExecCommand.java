package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dbvouch exec}. */
@Command(
        name = "exec",
        description = "Run a program with libpq's environment set for a database.",
        customSynopsis = "dbvouch exec [OPTION].. TARGET -- COMMAND [ARGUMENT]..",
        footer = {"", "dbvouch exec prod -- pg_dump --schema-only"})
final class ExecCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @ParentCommand
    @Nullable
    DbvouchCommand parent;

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "a configured target, or postgresql://host:port/db")
    @Nullable
    String target;

    @Mixin
    TargetArguments arguments = new TargetArguments();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the ledger")
    @Nullable
    String reason;

    /** What stands behind {@code --}: none of ours, so picocli does not see it. */
    private List<String> program = List.of();

    ExecCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Takes what stands behind {@code --} away from a command line.
     *
     * @return what stands before it
     */
    List<String> takeProgram(List<String> arguments) {
        int dashes = arguments.indexOf("--");
        if (dashes < 0) {
            return arguments;
        }
        program = arguments.subList(dashes + 1, arguments.size());
        return arguments.subList(0, dashes);
    }

    @Override
    public Integer call() {
        if (program.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "no command is named: put it behind --");
        }
        return new ChildProgram(invocation, "exec")
                .run(
                        arguments,
                        target,
                        reason,
                        program,
                        parent != null && parent.verbosity().isVerbose());
    }
}
