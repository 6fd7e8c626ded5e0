package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.Audit;
import io.dbvouch.provision.Users;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch user audit}. */
final class UserAuditCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    HelpdeskArguments arguments = new HelpdeskArguments();

    PeopleChoice choice = new PeopleChoice();

    OutputChoice output = new OutputChoice();

    UserAuditCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "audit", "List what breaks the rule that every login is one person.")
                .footer("It ends with 1 where there is something to list.")
                .with(arguments)
                .with(choice)
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    /**
     * Runs the audit.
     *
     * @throws AccessException where there is nothing to audit
     */
    @Override
    public Integer call() throws IOException {
        choice.check(spec);
        ResultTable table = new ResultTable(Column.text("user"), Column.text("rule"), Column.text("what"));
        try (Helpdesks desks = new Helpdesks(invocation, "user audit")) {
            Helpdesk desk = desks.open(arguments.target, arguments);
            Set<String> people = choice.isGiven() ? choice.read(desks.brokerage(), desk::profile) : null;
            new Audit(invocation.clock().instant(), people, desk.use().persons())
                    .of(new Users(desk.sql()).read())
                    .forEach(each -> table.row(each.user(), each.rule().word(), each.words()));
            desk.done();
        }
        output.print(table, invocation.out());
        if (!choice.isGiven()) {
            invocation.say("not held against the identity provider's people: --csv FILE or --group GROUP names them");
        }
        return table.size() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
}
