package io.dbvouch.cli.command;

import java.util.List;

/** How a shell sets variables; named as on the command line. */
enum ShellSyntax {
    /** POSIX.1-2024, Shell Command Language, 2.2.2: within single quotes only a single quote has a meaning. */
    sh {
        @Override
        String unset(List<String> names) {
            return "unset " + String.join(" ", names);
        }

        @Override
        String export(String name, String value) {
            return "export " + name + "='" + value.replace("'", "'\\''") + "'";
        }
    },
    /**
     * Within single quotes a backslash has a meaning, too.
     *
     * @see <a href="https://fishshell.com/docs/current/language.html#quotes">Quotes</a>
     */
    fish {
        @Override
        String unset(List<String> names) {
            return "set --erase " + String.join(" ", names);
        }

        @Override
        String export(String name, String value) {
            return "set --global --export " + name + " '"
                    + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
        }
    };

    /** Takes variables out of the environment. */
    abstract String unset(List<String> names);

    /** Puts one into it. */
    abstract String export(String name, String value);
}
