package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.TextSink;
import java.io.IOException;

/** Variables, and what is written as it stands. */
final class VariableCommands {
    private final Shell shell;

    VariableCommands(Shell shell) {
        this.shell = shell;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(this::set, "set");
        registry.add(this::unset, "unset");
        registry.add(this::echo, "echo", "qecho", "warn");
        registry.add(this::getenv, "getenv");
        registry.add(this::setenv, "setenv");
        registry.add(this::prompt, "prompt");
    }

    private Outcome set(SlashCall call) throws IOException {
        String name = call.arguments().argument();
        if (name == null) {
            shell.variables.print(shell.out());
            shell.out().flush();
            return Outcome.DONE;
        }
        StringBuilder value = new StringBuilder();
        for (String part = call.arguments().argument();
                part != null;
                part = call.arguments().argument()) {
            value.append(part);
        }
        return Outcome.of(shell.variables.set(name, value.toString()));
    }

    private Outcome unset(SlashCall call) {
        String name = call.arguments().argument();
        return name == null ? missing(call) : Outcome.of(shell.variables.set(name, null));
    }

    private Outcome missing(SlashCall call) {
        shell.talk.error("\\" + call.name() + ": missing required argument");
        return Outcome.ERROR;
    }

    private Outcome echo(SlashCall call) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean newline = true;
        boolean first = true;
        while (true) {
            char[] quote = new char[1];
            String part = call.arguments().argument(quote);
            if (part == null) {
                break;
            }
            if (first && part.equals("-n") && quote[0] == 0) {
                newline = false;
                continue;
            }
            text.append(first ? "" : " ").append(part);
            first = false;
        }
        if (newline) {
            text.append('\n');
        }
        if (call.name().equals("warn")) {
            shell.talk.plain(text.toString());
        } else {
            TextSink out = call.name().equals("qecho") ? shell.queryOutput().text() : shell.out();
            out.write(text.toString());
            out.flush();
        }
        return Outcome.DONE;
    }

    private Outcome getenv(SlashCall call) {
        String name = call.arguments().argument();
        String from = call.arguments().argument();
        if (name == null || from == null) {
            return missing(call);
        }
        String value = shell.environment.get(from);
        return Outcome.of(value == null || shell.variables.set(name, value));
    }

    private Outcome setenv(SlashCall call) {
        String name = call.arguments().argument();
        String value = call.arguments().argument();
        if (name == null) {
            return missing(call);
        }
        if (name.contains("=")) {
            shell.talk.error("\\" + call.name() + ": environment variable name must not contain \"=\"");
            return Outcome.ERROR;
        }
        if (value == null) {
            shell.environment.remove(name);
        } else {
            shell.environment.put(name, value);
        }
        shell.programs.variable(name, value);
        return Outcome.DONE;
    }

    private Outcome prompt(SlashCall call) throws IOException {
        String first = call.arguments().argument();
        if (first == null) {
            return missing(call);
        }
        String second = call.arguments().argument();
        String question = second == null ? "" : first;
        if (!shell.standardInput.ask(question)) {
            if (shell.talk.file() == null) {
                shell.talk.plain(question);
            } else {
                shell.out().write(question);
                shell.out().flush();
            }
        }
        String answer = shell.standardInput.line();
        if (answer == null && shell.talk.file() == null && !shell.standardInput.isTyped()) {
            // PostgreSQL, simple_prompt in src/common/sprompt.c: the end is as good as an empty line.
            answer = "";
        }
        if (answer == null) {
            shell.talk.error("\\" + call.name() + ": could not read value for variable");
            return Outcome.ERROR;
        }
        return Outcome.of(shell.variables.set(second == null ? first : second, answer));
    }
}
