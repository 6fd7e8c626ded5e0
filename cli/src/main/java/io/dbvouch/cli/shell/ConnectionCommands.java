package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.cli.shell.session.Connected;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The connection: with whom it is, what it speaks, and what it does not do. */
final class ConnectionCommands {
    private static final String NOT_CONNECTED = "You are currently not connected to a database.";

    private final Shell shell;

    ConnectionCommands(Shell shell) {
        this.shell = shell;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(this::connectionInfo, "conninfo");
        registry.add(this::connect, "c", "connect");
        registry.add(new EncodingCommand(shell)::run, "encoding");
        registry.add(this::errorVerbose, "errverbose");
        registry.add(this::password, "password");
        registry.add(this::restrict, "restrict");
        registry.add(this::unrestrict, "unrestrict");
        registry.add(this::whoami, "whoami");
        registry.add(
                _ -> {
                    shell.connection.broker().ledger(shell.queryOutput().text());
                    return Outcome.DONE;
                },
                "ledger");
    }

    private Outcome whoami(SlashCall call) throws IOException {
        if (shell.connection.isOpen()) {
            shell.connection.broker().whoami(shell.queryOutput().text());
        } else {
            shell.queryOutput().text().write(NOT_CONNECTED + "\n");
            shell.queryOutput().text().flush();
        }
        return Outcome.DONE;
    }

    private Outcome connectionInfo(SlashCall call) throws IOException {
        if (!shell.connection.isOpen()) {
            shell.println(NOT_CONNECTED);
            return Outcome.DONE;
        }
        Connected with = shell.session().connected();
        String address = with.hostaddr() == null || with.hostaddr().equals(with.host())
                ? ""
                : " (address \"" + with.hostaddr() + "\")";
        shell.println("You are connected to database \"" + with.database() + "\" as user \"" + with.user()
                + "\" on host \"" + with.host() + "\"" + address + " at port \"" + with.port() + "\".");
        shell.println(
                "SSL connection (protocol: " + with.protocol() + ", cipher: " + with.cipher() + ", compression: off)");
        return Outcome.DONE;
    }

    private Outcome connect(SlashCall call) throws IOException {
        String database = call.arguments().connectArgument();
        String user = call.arguments().connectArgument();
        String host = call.arguments().connectArgument();
        String port = call.arguments().connectArgument();
        Connected with = shell.session().connected();
        if (differs(user, with.user())
                || differs(host, with.host())
                || differs(port, Integer.toString(with.port()))
                || isConnectionString(database)) {
            shell.talk.error("\\" + call.name() + ": a session stays with its server and user, whom the ledger names;"
                    + " for others: dbvouch connect TARGET");
            return notConnected();
        }
        try {
            shell.connection.to(database == null ? with.database() : database);
        } catch (AccessException e) {
            shell.talk.failure(e);
            return notConnected();
        }
        if (!shell.settings.quiet) {
            Connected now = shell.session().connected();
            shell.println(
                    "You are now connected to database \"" + now.database() + "\" as user \"" + now.user() + "\".");
        }
        return Outcome.DONE;
    }

    /**
     * Somebody at the prompt sees where they are. A script is not to go on in a database that it was not written for (PostgreSQL,
     * {@code do_connect} in {@code src/bin/psql/command.c}).
     */
    private Outcome notConnected() {
        if (shell.screen == null) {
            throw ConnectionLost.noOther(shell.source() != null, shell.settings.onErrorStop);
        }
        if (shell.connection.isOpen()) {
            shell.talk.info("Previous connection kept");
        }
        if (!shell.isTyped()) {
            shell.connection.dropRest("the script could not connect");
        }
        return Outcome.ERROR;
    }

    private static boolean differs(@Nullable String wanted, String there) {
        return wanted != null && !wanted.equals(there);
    }

    private static boolean isConnectionString(@Nullable String database) {
        return database != null && (database.contains("=") || database.contains("://"));
    }

    private Outcome errorVerbose(SlashCall call) throws IOException {
        String error = shell.serverTalk.lastErrorVerbose();
        if (error == null) {
            shell.println("There is no previous error.");
        } else {
            shell.talk.error(error);
        }
        return Outcome.DONE;
    }

    private Outcome password(SlashCall call) {
        call.arguments().identifier();
        shell.talk.error("\\password: there are no passwords here: people sign in at the identity provider");
        return Outcome.ERROR;
    }

    private Outcome restrict(SlashCall call) {
        String key = call.arguments().argumentBeforeSemicolon();
        if (key == null || key.isEmpty()) {
            return missing(call);
        }
        shell.commands.restrictKey = key;
        return Outcome.DONE;
    }

    private Outcome unrestrict(SlashCall call) {
        String key = call.arguments().argumentBeforeSemicolon();
        if (key == null || key.isEmpty()) {
            return missing(call);
        }
        if (shell.commands.restrictKey == null) {
            shell.talk.error("\\" + call.name() + ": not currently in restricted mode");
            return Outcome.ERROR;
        }
        if (!key.equals(shell.commands.restrictKey)) {
            shell.talk.error("\\" + call.name() + ": wrong key");
            return Outcome.ERROR;
        }
        shell.commands.restrictKey = null;
        return Outcome.DONE;
    }

    private Outcome missing(SlashCall call) {
        shell.talk.error("\\" + call.name() + ": missing required argument");
        return Outcome.ERROR;
    }
}
