package io.dbvouch.cli.shell;

import io.dbvouch.Utf8;
import io.dbvouch.cli.shell.NextStatement.Use;
import io.dbvouch.cli.shell.PrintSettings.Expanded;
import io.dbvouch.cli.shell.session.ExtendedQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query buffer: what sends it, shows it, empties it. */
final class BufferCommands {
    private final Shell shell;

    BufferCommands(Shell shell) {
        this.shell = shell;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(this::send, "g", "gx");
        registry.add(this::store, "gset");
        registry.add(_ -> use(new Use.Executed()), "gexec");
        registry.add(_ -> use(new Use.Described()), "gdesc");
        registry.add(call -> use(new Use.Crossed(columns(call))), "crosstabview");
        registry.add(this::bind, "bind");
        registry.add(this::bindNamed, "bind_named");
        registry.add(this::parse, "parse");
        registry.add(this::close, "close", "close_prepared");
        registry.add(new WatchCommand(shell)::run, "watch");
        registry.add(this::print, "p", "print");
        registry.add(this::reset, "r", "reset");
        registry.add(this::write, "w", "write");
        registry.add(_ -> Outcome.QUIT, "q", "quit");
    }

    private Outcome send(SlashCall call) {
        String name = call.arguments().fileOrPipe(false);
        if (name != null && name.startsWith("(")) {
            if (!options(name.substring(1), call)) {
                return Outcome.ERROR;
            }
            name = call.arguments().fileOrPipe(false);
        }
        if (name != null && name.startsWith("|") && shell.programs.refuses(name)) {
            // What would be lost is not run.
            shell.takeNext().restore(shell.print);
            return Outcome.ERROR;
        }
        if (call.name().equals("gx")) {
            save();
            shell.print.expanded = Expanded.ON;
        }
        return use(new Use.Shown(name));
    }

    private Outcome use(Use what) {
        shell.next = shell.next.with(what);
        return Outcome.SEND;
    }

    private static List<String> arguments(SlashCall call) {
        List<String> all = new ArrayList<>();
        for (String each = call.arguments().argument();
                each != null;
                each = call.arguments().argument()) {
            all.add(each);
        }
        return List.copyOf(all);
    }

    private static List<String> columns(SlashCall call) {
        List<String> all = new ArrayList<>();
        while (all.size() < Crosstab.ARGUMENTS) {
            String each = call.arguments().argumentBeforeSemicolon();
            if (each == null) {
                break;
            }
            all.add(each);
        }
        return List.copyOf(all);
    }

    private Outcome bind(SlashCall call) {
        List<String> values = arguments(call);
        shell.next = shell.next.as(sql -> new ExtendedQuery.WithValues(sql, values));
        return Outcome.DONE;
    }

    private Outcome bindNamed(SlashCall call) {
        String name = call.arguments().argument();
        if (name == null) {
            return missing(call);
        }
        List<String> values = arguments(call);
        shell.next = shell.next.as(_ -> new ExtendedQuery.Prepared(name, values));
        return Outcome.DONE;
    }

    private Outcome parse(SlashCall call) {
        String name = call.arguments().argument();
        if (name == null) {
            return missing(call);
        }
        shell.next = shell.next.as(sql -> new ExtendedQuery.Prepare(name, sql));
        return Outcome.SEND;
    }

    private Outcome close(SlashCall call) {
        String name = call.arguments().argument();
        if (name == null) {
            return missing(call);
        }
        shell.next = shell.next.as(_ -> new ExtendedQuery.Close(name));
        return Outcome.SEND;
    }

    private Outcome missing(SlashCall call) {
        shell.next = shell.next.as(null);
        shell.talk.error("\\" + call.name() + ": missing required argument");
        return Outcome.ERROR;
    }

    private void save() {
        shell.next = shell.next.saving(shell.print);
    }

    /** The options in parentheses, each a word; the last one ends in the parenthesis. */
    private boolean options(String first, SlashCall call) {
        boolean success = true;
        @Nullable String option = first;
        while (true) {
            if (option == null) {
                shell.talk.error("\\" + call.name() + ": missing right parenthesis");
                success = false;
                break;
            }
            boolean last = option.endsWith(")");
            String text = last ? option.substring(0, option.length() - 1) : option;
            if (!text.isEmpty()) {
                save();
                int equals = text.indexOf('=');
                success &= equals < 0
                        ? shell.pset.set(text, null)
                        : shell.pset.set(text.substring(0, equals), text.substring(equals + 1));
            }
            if (last) {
                break;
            }
            option = call.arguments().argument();
        }
        if (!success) {
            shell.takeNext().restore(shell.print);
        }
        return success;
    }

    private Outcome store(SlashCall call) {
        String prefix = call.arguments().argument();
        return use(new Use.Stored(prefix == null ? "" : prefix));
    }

    private Outcome print(SlashCall call) throws IOException {
        String query = call.state().current();
        if (!query.isEmpty()) {
            shell.println(query);
        } else if (!shell.settings.quiet) {
            shell.println("Query buffer is empty.");
        }
        return Outcome.DONE;
    }

    private Outcome reset(SlashCall call) throws IOException {
        call.state().query.setLength(0);
        call.state().scanner.reset();
        if (!shell.settings.quiet) {
            shell.println("Query buffer reset (cleared).");
        }
        return Outcome.DONE;
    }

    private Outcome write(SlashCall call) throws IOException {
        String name = call.arguments().fileOrPipe(true);
        if (!call.state().buffered) {
            shell.talk.error("no query buffer");
            return Outcome.ERROR;
        }
        if (name == null) {
            shell.talk.error("\\" + call.name() + ": missing required argument");
            return Outcome.ERROR;
        }
        QueryOutput file = new Files(shell).create(shell.expanded(name));
        if (file == null) {
            return Outcome.ERROR;
        }
        try (file) {
            String query = call.state().current();
            if (!query.isEmpty()) {
                file.bytes(Utf8.encode(query + "\n"));
            }
        }
        String failure = file.failure();
        if (failure == null || name.startsWith("|")) {
            return Outcome.DONE;
        }
        shell.talk.error(name + ": " + failure);
        return Outcome.ERROR;
    }
}
