package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.scan.SlashScanner;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The backslash commands, by name (PostgreSQL, {@code HandleSlashCmds} in {@code src/bin/psql/command.c}). In a branch of
 * {@code \if} that is not taken, a command is read and not run, but for those that may end the branch.
 */
final class MetaCommands {
    private static final Set<String> CONDITIONAL = Set.of("if", "elif", "else", "endif");
    /** These take the rest of the line as it stands. */
    private static final Set<String> WHOLE_LINE =
            Set.of("copy", "ef", "ev", "sf", "sf+", "sv", "sv+", "h", "help", "!");
    /** These take a pipe with the rest of the line. */
    private static final Set<String> FILE_OR_PIPE = Set.of("o", "out", "w", "write", "g", "gx");

    private final Shell shell;
    private final Map<String, Handler> handlers = new HashMap<>();
    private final DescribeCommands describe;
    /** What {@code \\unrestrict} has to name; null where everything is allowed. */
    @Nullable
    String restrictKey;

    /** Runs a command. */
    interface Handler {
        Outcome run(SlashCall call) throws IOException;
    }

    /** Takes the names of commands. */
    interface Registry {
        void add(Handler handler, String... names);
    }

    MetaCommands(Shell shell) {
        this.shell = shell;
        describe = new DescribeCommands(shell);
        Registry registry = (handler, names) -> {
            for (String name : names) {
                handlers.put(name, handler);
            }
        };
        new BufferCommands(shell).register(registry);
        new ConditionCommands(shell).register(registry);
        new ConnectionCommands(shell).register(registry);
        new FileCommands(shell).register(registry);
        new FormatCommands(shell).register(registry);
        new LargeObjectCommands(shell).register(registry);
        new HelpCommands(shell).register(registry);
        new VariableCommands(shell).register(registry);
        describe.register(registry);
        new EditCommands(shell, describe.describe()).register(registry);
    }

    /** Their names, but for those of the listings. */
    Set<String> names() {
        return handlers.keySet();
    }

    /** Runs the command behind the backslash that has been found, and reads to its end. */
    Outcome run(SlashState state) throws IOException {
        SlashScanner arguments = state.scanner.slash();
        SlashCall call = new SlashCall(arguments.name(), arguments, state);
        Outcome outcome = restricted(call) ? Outcome.ERROR : attempt(call);
        if (outcome == Outcome.UNKNOWN) {
            shell.talk.error("invalid command \\" + call.name());
            outcome = Outcome.ERROR;
        }
        if (outcome == Outcome.ERROR) {
            arguments.wholeLine();
        } else {
            ignoreRest(call);
        }
        arguments.end();
        shell.queryOutput().text().flush();
        if (outcome == Outcome.SEND && state.query.isEmpty()) {
            state.query.append(state.previous);
        }
        return outcome;
    }

    private boolean restricted(SlashCall call) {
        if (restrictKey == null || call.name().equals("unrestrict")) {
            return false;
        }
        shell.talk.error("backslash commands are restricted; only \\unrestrict is allowed");
        return true;
    }

    private Outcome attempt(SlashCall call) throws IOException {
        try {
            return dispatch(call);
        } catch (InvalidPathException e) {
            shell.talk.error(e.getInput() + ": " + Files.NO_NAME);
            return Outcome.ERROR;
        }
    }

    private Outcome dispatch(SlashCall call) throws IOException {
        String name = call.name();
        String found = name.equalsIgnoreCase("copy") ? name.toLowerCase(Locale.ROOT) : name;
        Handler handler = handlers.get(found);
        if (handler == null && name.startsWith("d")) {
            handler = describe::run;
        }
        if (handler == null) {
            return Outcome.UNKNOWN;
        }
        if (!call.state().conditions.active() && !CONDITIONAL.contains(found)) {
            if (WHOLE_LINE.contains(found)) {
                call.arguments().wholeLine();
            } else if (FILE_OR_PIPE.contains(found)) {
                call.arguments().fileOrPipe(false);
            }
            return Outcome.DONE;
        }
        return handler.run(call);
    }

    private void ignoreRest(SlashCall call) {
        Conditions conditions = call.state().conditions;
        boolean active = conditions.active();
        conditions.push(Conditions.State.IGNORED);
        for (String rest = call.arguments().argument();
                rest != null;
                rest = call.arguments().argument()) {
            if (active) {
                shell.talk.warning("\\" + call.name() + ": extra argument \"" + rest + "\" ignored");
            }
        }
        conditions.pop();
    }
}
