package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.access.AdminLogin;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalText;
import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** At which database users are administered, and why. */
final class HelpdeskArguments implements Model.Shared {
    @Nullable
    String target;

    TargetArguments place = new TargetArguments();

    @Nullable
    String reason;

    @Nullable
    String adminUser;

    @Override
    public void addTo(Model model) {
        model.text("TARGET", "a configured target, or postgresql://host:port/db", value -> target = value, "--target")
                .with(place)
                .text("TEXT", "why, for the ledger", value -> reason = value, "--reason")
                .text(
                        "USER",
                        "log in as this user, with the password in PGPASSWORD or one that is asked for",
                        value -> adminUser = value,
                        "--admin-user");
    }

    /**
     * The administrator's user, if one is named. The password is never an option's value, which others on the machine see.
     *
     * @throws AccessException.BadConfiguration where there is no password, and no terminal to ask for it
     */
    // It is null where neither input nor output is a terminal: JDK 25 went back to that (JDK-8351435).
    @SuppressWarnings("SystemConsoleNull")
    @Nullable
    AdminLogin admin(Map<String, String> environment) {
        if (adminUser == null) {
            return null;
        }
        String given = environment.getOrDefault("PGPASSWORD", "");
        if (!given.isEmpty()) {
            return new AdminLogin(adminUser, Secret.of(given));
        }
        Console console = StandardStream.INPUT.isTerminal() ? System.console() : null;
        char[] typed = console == null ? null : console.readPassword("password of %s: ", TerminalText.line(adminUser));
        if (typed == null || typed.length == 0) {
            throw new AccessException.BadConfiguration("there is no password for \"" + adminUser + "\"")
                    .hint("set PGPASSWORD, or run it on a terminal");
        }
        return new AdminLogin(adminUser, Secret.of(new String(typed)));
    }
}
