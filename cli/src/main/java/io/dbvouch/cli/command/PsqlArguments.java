package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * psql's own arguments, looked through for what would send the token to another server, or as another user, than the
 * target's: {@code -h}, {@code -p}, {@code -U}, and a connection string in place of a database name.
 *
 * @see <a href="https://www.postgresql.org/docs/18/app-psql.html#R1-APP-PSQL-3">psql's options</a>
 */
final class PsqlArguments {
    private static final String SHORT_WITH_VALUE = "cdfFhLopPRTUv";
    private static final Set<String> LONG_WITH_VALUE = Set.of(
            "command",
            "dbname",
            "field-separator",
            "file",
            "host",
            "log-file",
            "output",
            "port",
            "pset",
            "record-separator",
            "set",
            "table-attr",
            "username",
            "variable");

    private final List<String> rest;
    private final List<String> names = new ArrayList<>();

    private PsqlArguments(List<String> arguments) {
        this.rest = new ArrayList<>(arguments);
    }

    /**
     * Looks.
     *
     * @throws AccessException.Denied where an argument leads elsewhere
     */
    static void check(List<String> arguments) {
        new PsqlArguments(arguments).check();
    }

    private void check() {
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            if (argument.equals("--")) {
                names.addAll(rest);
                rest.clear();
            } else if (argument.startsWith("--")) {
                checkLong(argument.substring(2));
            } else if (argument.startsWith("-") && argument.length() > 1) {
                checkShort(argument);
            } else {
                names.add(argument);
            }
        }
        // psql takes a database's name, then a user's.
        if (!names.isEmpty()) {
            checkDatabase(names.getFirst());
        }
        if (names.size() > 1) {
            throw leadsElsewhere(names.get(1));
        }
    }

    /** psql takes an option's name also cut short, as long as it is no other's. */
    private void checkLong(String written) {
        int equals = written.indexOf('=');
        String name = equals < 0 ? written : written.substring(0, equals);
        List<String> meant =
                LONG_WITH_VALUE.stream().filter(known -> known.startsWith(name)).toList();
        if (meant.isEmpty()) {
            return;
        }
        String value = equals >= 0 ? written.substring(equals + 1) : rest.isEmpty() ? "" : rest.removeFirst();
        for (String known : meant) {
            switch (known) {
                case "host", "port", "username" -> throw leadsElsewhere("--" + name);
                case "dbname" -> checkDatabase(value);
                default -> {}
            }
        }
    }

    private void checkShort(String argument) {
        for (int i = 1; i < argument.length(); i++) {
            char option = argument.charAt(i);
            if (SHORT_WITH_VALUE.indexOf(option) < 0) {
                continue;
            }
            String attached = argument.substring(i + 1);
            String value = !attached.isEmpty() ? attached : rest.isEmpty() ? "" : rest.removeFirst();
            switch (option) {
                case 'h', 'p', 'U' -> throw leadsElsewhere("-" + option);
                case 'd' -> checkDatabase(value);
                default -> {}
            }
            return;
        }
    }

    /** What libpq takes for a connection string. */
    private static void checkDatabase(String name) {
        if (name.contains("=") || name.startsWith("postgresql://") || name.startsWith("postgres://")) {
            throw leadsElsewhere(name);
        }
    }

    private static AccessException leadsElsewhere(String argument) {
        return new AccessException.Denied("psql's argument \"" + argument + "\" is refused: it leads past the target")
                .note("the token is for the target's server and for you; psql would send it wherever it is told to")
                .hint("say it to dbvouch, before the target: dbvouch psql --host HOST --dbname DB");
    }
}
