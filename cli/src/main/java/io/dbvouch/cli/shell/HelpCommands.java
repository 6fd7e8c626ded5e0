package io.dbvouch.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done here, and where the rest is explained. */
final class HelpCommands {
    private static final String COMMANDS = "commands.txt";
    private static final String STATEMENTS = "statements.txt";
    private static final int MAJOR = 10_000;

    private final Shell shell;

    HelpCommands(Shell shell) {
        this.shell = shell;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(this::commands, "?");
        registry.add(this::statements, "h", "help");
        registry.add(this::copyright, "copyright");
    }

    private Outcome commands(SlashCall call) throws IOException {
        call.arguments().argument();
        String commands = resource(COMMANDS);
        shell.show(shell.standardOutput(), sink -> sink.write(commands));
        return Outcome.DONE;
    }

    private Outcome copyright(SlashCall call) throws IOException {
        shell.println("dbvouch runs scripts as psql does; it is no part of PostgreSQL. Its licence: dbvouch --help");
        return Outcome.DONE;
    }

    /** The statements that there is help for. */
    static List<StatementHelp> statements() throws IOException {
        return resource(STATEMENTS).lines().map(StatementHelp::parse).toList();
    }

    private Outcome statements(SlashCall call) throws IOException {
        String topic = topic(call.arguments().wholeLine());
        List<StatementHelp> all = statements();
        StringBuilder help = new StringBuilder();
        if (topic == null) {
            int width = shell.paging == null ? 0 : shell.paging.columns();
            help.append("Available help:\n").append(StatementHelp.columns(all, width));
        } else {
            StatementHelp.about(topic, all).forEach(each -> help.append(each.text(shell.serverVersion() / MAJOR)));
        }
        if (help.isEmpty()) {
            help.append("No help available for \"")
                    .append(topic)
                    .append("\".\nTry \\h with no arguments to see available help.\n");
        }
        shell.show(shell.standardOutput(), sink -> sink.write(help.toString()));
        return Outcome.DONE;
    }

    private static @Nullable String topic(@Nullable String line) {
        if (line == null) {
            return null;
        }
        String topic = line.replaceAll("[\\s;]+$", "").replaceAll("\\s+", " ");
        return topic.isEmpty() ? null : topic;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HelpCommands.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
