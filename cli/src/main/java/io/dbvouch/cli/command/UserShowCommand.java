package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.LedgerUse;
import io.dbvouch.provision.UserView;
import io.dbvouch.provision.Users;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch user show}. */
final class UserShowCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    String name = "";

    HelpdeskArguments arguments = new HelpdeskArguments();

    OutputChoice output = new OutputChoice();

    UserShowCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "show", "Show what a user may do, and what they have open.")
                .word("NAME", "the user, to the letter", value -> name = value)
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
        try (Helpdesks desks = new Helpdesks(invocation, "user show")) {
            Helpdesk desk = desks.open(arguments.target, arguments);
            UserView user = new Users(desk.sql())
                    .read().stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new AccessException.BadConfiguration(
                                            "there is no user \"" + name + "\" at \"" + desk.targetName() + "\"")
                                    .evidence("user", name)
                                    .hint("dbvouch user list tells who there is; upper and lower case differ"));
            output.print(table(user, desk.use()), invocation.out());
            desk.done();
        }
        return ExitCode.DONE;
    }

    private static KeyValueTable table(UserView user, LedgerUse use) {
        KeyValueTable table = new KeyValueTable().add("user", user.name()).add("login", UserListCommand.login(user));
        if (user.password() == null) {
            table.add("password", "only a superuser may know");
        } else {
            table.add("password", user.password());
        }
        SortedSet<String> persons = use.persons().get(user.name());
        return table.add("powers", lines(user.powers()))
                .add("may_set_passwords", user.rdsPassword())
                .add("until", UserListCommand.text(user.until()))
                .add("connection_limit", user.connectionLimit() < 0 ? null : Integer.toString(user.connectionLimit()))
                .add("open_sessions", user.sessions())
                .add("latest_of_them", UserListCommand.text(user.since()))
                .add("last_session", UserListCommand.text(use.last().get(user.name())))
                .add("used_by", persons == null ? null : String.join(", ", persons))
                .add("roles", lines(user.roles()))
                .add("may", lines(user.grants()))
                .add("comment", user.comment())
                .add(
                        "cut_off",
                        lines(use.open().stream()
                                .filter(each -> each.user().equals(user.name()))
                                .map(each -> each.words() + ": no outcome on record")
                                .toList()));
    }

    private static @Nullable String lines(List<String> values) {
        return values.isEmpty() ? null : String.join("\n", values);
    }
}
