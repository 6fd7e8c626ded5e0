package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch psql}. */
final class PsqlCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    List<String> words = new ArrayList<>();

    private final ChildArguments arguments = new ChildArguments();

    PsqlCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "psql", "Run psql in a database; what stands behind TARGET is psql's.")
                .synopsis("dbvouch psql [OPTION].. TARGET [PSQL-ARGUMENT]..")
                .footer("dbvouch psql --reason INC-1234 prod -f report.sql")
                .words(
                        "TARGET [PSQL-ARGUMENT]",
                        "a configured target, or postgresql://host:port/db; then psql's own arguments",
                        words)
                .with(arguments)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        arguments.check(spec.commandLine());
        // As with the other commands a target may be named beside --host; with none, psql's arguments stand behind --.
        boolean named = !words.isEmpty() && !words.getFirst().startsWith("-");
        List<String> own = words.subList(named ? 1 : 0, words.size());
        List<String> program = new ArrayList<>(List.of("psql"));
        program.addAll(own);
        return new ChildProgram(invocation, "psql", arguments)
                .run(
                        named ? words.getFirst() : null,
                        program,
                        DbvouchCommand.verbosity(spec).isVerbose());
    }
}
