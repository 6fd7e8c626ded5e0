package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.access.AdminLogin;
import io.dbvouch.access.Brokerage;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.target.Target;
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

    private @Nullable Secret typed;

    /** Empty for the cluster's own. */
    @Nullable
    String adminSecret;

    @Override
    public void addTo(Model model) {
        model.text("TARGET", "a configured target, or postgresql://host:port/db", value -> target = value, "--target")
                .with(place)
                .text("TEXT", "why, for the ledger", value -> reason = value, "--reason")
                .with(this::addAdmin);
    }

    /** The administrator's login alone. */
    void addAdmin(Model model) {
        model.text(
                        "USER",
                        "log in as this user, with the password in PGPASSWORD or one that is asked for",
                        value -> adminUser = value,
                        "--admin-user")
                .textOrNone(
                        "ARN",
                        "log in with user and password of this secret in Secrets Manager; without ARN, of the one that"
                                + " RDS keeps for the cluster's master user",
                        value -> adminSecret = value,
                        "--admin-secret");
    }

    /** Two logins are one too many; and a word that was not meant to be the ARN is taken for one. */
    private void check() {
        if (adminSecret != null && adminUser != null) {
            throw new AccessException.BadConfiguration("--admin-user and --admin-secret are two logins: name one");
        }
        if (adminSecret != null && !adminSecret.isEmpty() && !adminSecret.startsWith("arn:")) {
            throw new AccessException.BadConfiguration("--admin-secret: \"" + adminSecret + "\" is no ARN")
                    .hint("where none is meant, let another option follow it, or nothing");
        }
    }

    /**
     * The administrator's user, if one is named. The password is never an option's value, which others on the machine see.
     *
     * @throws AccessException.BadConfiguration where there is no password, and no terminal to ask for it
     * @throws AccessException in another of its kinds where AWS does not tell it
     */
    @Nullable
    AdminLogin admin(Map<String, String> environment, Target at, Brokerage brokerage) {
        check();
        if (adminSecret != null) {
            return brokerage.adminLogin(at, adminSecret.isEmpty() ? null : adminSecret);
        }
        if (adminUser == null) {
            return null;
        }
        String given = environment.getOrDefault("PGPASSWORD", "");
        if (!given.isEmpty()) {
            return new AdminLogin(adminUser, Secret.of(given));
        }
        return new AdminLogin(adminUser, typed(adminUser));
    }

    /** Asked for once, however many targets there are, as {@code PGPASSWORD} is one for all. */
    // It is null where neither input nor output is a terminal: JDK 25 went back to that (JDK-8351435).
    @SuppressWarnings("SystemConsoleNull")
    private synchronized Secret typed(String user) {
        if (typed == null) {
            Console console = StandardStream.INPUT.isTerminal() ? System.console() : null;
            char[] answer = console == null ? null : console.readPassword("password of %s: ", TerminalText.line(user));
            if (answer == null || answer.length == 0) {
                throw new AccessException.BadConfiguration("there is no password for \"" + user + "\"")
                        .hint("set PGPASSWORD, or run it on a terminal");
            }
            typed = Secret.of(new String(answer));
        }
        return typed;
    }
}
