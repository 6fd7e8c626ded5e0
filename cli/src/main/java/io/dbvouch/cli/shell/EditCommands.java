package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.describe.Describe;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The query buffer, a file, a function or a view in the person's editor (PostgreSQL, {@code src/bin/psql/command.c}). */
final class EditCommands {
    private static final String NEW_FUNCTION = """
        CREATE FUNCTION ( )
         RETURNS\s
         LANGUAGE\s
         -- common options:  IMMUTABLE  STABLE  STRICT  SECURITY DEFINER
        AS $function$

        $function$
        """;

    private static final String NEW_VIEW = """
        CREATE VIEW  AS
         SELECT\s
          -- something...
        """;

    private final Shell shell;
    private final Describe describe;

    EditCommands(Shell shell, Describe describe) {
        this.shell = shell;
        this.describe = describe;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(this::edit, "e", "edit");
        registry.add(call -> source(call, true), "ef");
        registry.add(call -> source(call, false), "ev");
    }

    private Outcome edit(SlashCall call) throws IOException {
        if (!isBuffered(call)) {
            return Outcome.ERROR;
        }
        String file = call.arguments().argument();
        String line = file == null ? null : call.arguments().argument();
        if (line == null && file != null && file.matches("[0-9]+")) {
            line = file;
            file = null;
        }
        file = file == null ? null : shell.expanded(file);
        StringBuilder query = call.state().query;
        int number = line == null ? 0 : ParsedValue.leadingNumber(line);
        if (line != null && number < 1) {
            shell.talk.error("invalid line number: " + line);
            return Outcome.ERROR;
        }
        boolean recalled = file == null && query.isEmpty();
        if (recalled) {
            query.append(call.state().previous);
        }
        Editor editor = new Editor(shell);
        Editor.Edited edited =
                file == null ? editor.text(query.toString(), number) : editor.file(shell.file(file), file, number);
        return switch (edited) {
            case Editor.Edited.Changed changed -> {
                replace(query, changed.text());
                yield Outcome.EDITED;
            }
            case Editor.Edited.Unchanged _ -> {
                if (recalled || file != null) {
                    query.setLength(0);
                }
                yield Outcome.EDITED;
            }
            case Editor.Edited.Failed _ -> {
                if (recalled || file != null) {
                    query.setLength(0);
                } else {
                    query.append(query.isEmpty() || query.charAt(query.length() - 1) == '\n' ? "" : "\n");
                }
                yield Outcome.ERROR;
            }
        };
    }

    private Outcome source(SlashCall call, boolean function) throws IOException {
        if (!isBuffered(call)) {
            call.arguments().wholeLine();
            return Outcome.ERROR;
        }
        StringBuilder query = call.state().query;
        String text = DescribeCommands.wholeLine(call);
        NumberedName wanted = NumberedName.of(text == null ? "" : text);
        if (wanted.wrongLine() != null) {
            shell.talk.error("invalid line number: " + wanted.wrongLine());
            return Outcome.ERROR;
        }
        String source =
                wanted.name().isBlank() ? (function ? NEW_FUNCTION : NEW_VIEW) : source(wanted.name(), function);
        if (source == null) {
            return Outcome.ERROR;
        }
        boolean inBody = function && wanted.line() > 0 && !wanted.name().isBlank();
        int line = inBody ? wanted.line() + Describe.linesBeforeBody(source) : wanted.line();
        return switch (new Editor(shell).text(source, line)) {
            case Editor.Edited.Changed changed -> {
                replace(query, changed.text());
                yield Outcome.EDITED;
            }
            case Editor.Edited.Unchanged _ -> {
                query.setLength(0);
                shell.println("No changes");
                yield Outcome.DONE;
            }
            case Editor.Edited.Failed _ -> {
                query.setLength(0);
                yield Outcome.ERROR;
            }
        };
    }

    private @Nullable String source(String name, boolean function) throws IOException {
        return function ? describe.functionSource(name) : describe.viewSource(name);
    }

    private boolean isBuffered(SlashCall call) {
        if (!call.state().buffered) {
            shell.talk.error("no query buffer");
        }
        return call.state().buffered;
    }

    private static void replace(StringBuilder query, String text) {
        query.setLength(0);
        query.append(text);
    }
}
