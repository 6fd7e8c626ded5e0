package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.DisplayWidth;
import io.dbvouch.cli.shell.scan.PromptState;
import io.dbvouch.cli.shell.session.Connected;
import io.dbvouch.cli.shell.terminal.PromptTemplate;
import org.jspecify.annotations.Nullable;

/** What prompts show of the session and of what is being typed. */
final class PromptValues {
    private final Shell shell;

    PromptValues(Shell shell) {
        this.shell = shell;
    }

    /**
     * The values where a line begins.
     *
     * @param line its number within the statement, from 1
     */
    PromptTemplate.Values at(PromptState state, Conditions conditions, int line) {
        return new PromptTemplate.Values() {
            @Override
            public @Nullable String value(char c) {
                return switch (c) {
                    case 'R' -> Character.toString(symbol(state, conditions));
                    case 'x' -> transaction();
                    case 'l' -> Integer.toString(line);
                    case 'w' -> " ".repeat(widthOfFirst());
                    case 'M', 'm', '>', 'n', 'p', '/', '~', '#' ->
                        shell.connection.isOpen() ? ofTheConnection(c) : c == '#' ? ">" : "";
                    default -> null;
                };
            }

            private @Nullable String ofTheConnection(char c) {
                Connected with = shell.session().connected();
                return switch (c) {
                    case 'M' -> with.host();
                    case 'm' -> with.host().split("\\.", 2)[0];
                    case '>' -> Integer.toString(with.port());
                    case 'n' -> with.user();
                    case 'p' -> Integer.toString(with.pid());
                    case '/' -> with.database();
                    case '~' -> isUsual(with) ? "~" : with.database();
                    case '#' -> "on".equals(shell.session().parameter("is_superuser")) ? "#" : ">";
                    default -> null;
                };
            }

            @Override
            public @Nullable String variable(String name) {
                return shell.variables.get(name);
            }

            // As wide as the last line of PROMPT1, unless it asks for its own width.
            private int widthOfFirst() {
                String template = shell.variables.get("PROMPT1");
                if (template == null || template.contains("%w")) {
                    return 0;
                }
                String prompt = PromptTemplate.expand(template, at(PromptState.READY, conditions, 1));
                String last = prompt.substring(prompt.lastIndexOf('\n') + 1).replaceAll("\u001B\\[[0-9;]*m", "");
                return DisplayWidth.of(last);
            }
        };
    }

    /** Whether it is the database that psql would take. */
    private boolean isUsual(Connected with) {
        return with.database().equals(with.user()) || with.database().equals(shell.environment.get("PGDATABASE"));
    }

    private char symbol(PromptState state, Conditions conditions) {
        if (state != PromptState.READY) {
            return state.symbol();
        }
        if (!conditions.active()) {
            return '@';
        }
        if (!shell.connection.isOpen()) {
            return '!';
        }
        return shell.settings.singleLine ? '^' : state.symbol();
    }

    private String transaction() {
        if (!shell.connection.isOpen()) {
            return "?";
        }
        return switch (shell.session().transactionStatus()) {
            case IDLE -> "";
            case IN_TRANSACTION -> "*";
            case FAILED -> "!";
        };
    }
}
