package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch exec}. */
final class ExecCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String target;

    private final ChildArguments arguments = new ChildArguments();

    /** What stands behind {@code --}: none of ours, so picocli does not see it. */
    private List<String> program = List.of();

    ExecCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "exec", "Run a program with libpq's environment set for a database.")
                .synopsis("dbvouch exec [OPTION].. TARGET -- COMMAND [ARGUMENT]..")
                .footer("dbvouch exec prod -- pg_dump --schema-only")
                .target(value -> target = value)
                .with(arguments)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
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
        arguments.check(spec.commandLine());
        return new ChildProgram(invocation, "exec", arguments)
                .run(target, program, DbvouchCommand.verbosity(spec).isVerbose());
    }
}
