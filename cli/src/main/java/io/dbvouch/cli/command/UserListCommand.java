package io.dbvouch.cli.command;

import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.LedgerUse;
import io.dbvouch.provision.UserView;
import io.dbvouch.provision.Users;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch user list}. */
final class UserListCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    HelpdeskArguments arguments = new HelpdeskArguments();

    OutputChoice output = new OutputChoice();

    UserListCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "list", "List who may log in, how, and with what powers.")
                .with(arguments)
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        ResultTable table = new ResultTable(
                Column.text("user"),
                Column.text("login"),
                new Column("password", ColumnType.BOOLEAN),
                Column.text("powers"),
                Column.text("until"),
                Column.number("sessions"),
                Column.text("last_session"),
                Column.text("roles"));
        try (Helpdesks desks = new Helpdesks(invocation, "user list")) {
            Helpdesk desk = desks.open(arguments.target, arguments);
            LedgerUse use = desk.use();
            for (UserView user : new Users(desk.sql()).read()) {
                table.row(
                        user.name(),
                        login(user),
                        user.password() == null ? null : user.password() ? "t" : "f",
                        String.join(", ", user.powers()),
                        text(user.until()),
                        Integer.toString(user.sessions()),
                        text(use.last().get(user.name())),
                        String.join(", ", user.roles()));
            }
            desk.done();
        }
        output.print(table, invocation.out());
        return ExitCode.DONE;
    }

    /** How they get in. */
    static String login(UserView user) {
        return !user.login() ? "locked out" : user.iam() ? "token" : "password";
    }

    static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
