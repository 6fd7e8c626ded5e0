package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dbvouch psql}. */
@Command(
        name = "psql",
        description = "Run psql in a database; what stands behind TARGET is psql's.",
        customSynopsis = "dbvouch psql [OPTION].. TARGET [PSQL-ARGUMENT]..",
        footer = {"", "dbvouch psql --reason INC-1234 prod -f report.sql"})
final class PsqlCommand implements Callable<Integer> {
    private final Invocation invocation;

    @ParentCommand
    @Nullable
    DbvouchCommand parent;

    @Parameters(
            arity = "0..*",
            paramLabel = "TARGET [PSQL-ARGUMENT]",
            description = "a configured target, or postgresql://host:port/db; then psql's own arguments")
    List<String> words = new ArrayList<>();

    @Mixin
    TargetArguments arguments = new TargetArguments();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the ledger")
    @Nullable
    String reason;

    PsqlCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        // As with the other commands a target may be named beside --host; with none, psql's arguments stand behind --.
        boolean named = !words.isEmpty() && !words.getFirst().startsWith("-");
        List<String> own = words.subList(named ? 1 : 0, words.size());
        List<String> program = new ArrayList<>(List.of("psql"));
        program.addAll(own);
        return new ChildProgram(invocation, "psql")
                .run(
                        arguments,
                        named ? words.getFirst() : null,
                        reason,
                        program,
                        parent != null && parent.verbosity().isVerbose());
    }
}
