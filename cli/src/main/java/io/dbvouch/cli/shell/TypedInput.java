package io.dbvouch.cli.shell;

import io.dbvouch.Utf8;
import io.dbvouch.cli.shell.assist.Keywords;
import io.dbvouch.cli.shell.assist.Suggester;
import io.dbvouch.cli.shell.assist.Suggestions;
import io.dbvouch.cli.shell.scan.PromptState;
import io.dbvouch.cli.shell.scan.SlashScanner;
import io.dbvouch.cli.shell.scan.SqlScanner;
import io.dbvouch.cli.shell.scan.VariableLookup;
import io.dbvouch.cli.shell.terminal.PromptTemplate;
import io.dbvouch.cli.shell.terminal.SecretLines;
import io.dbvouch.cli.shell.terminal.Statements;
import io.dbvouch.cli.shell.terminal.Typed;
import io.dbvouch.cli.shell.terminal.Typist;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a person types (PostgreSQL, {@code MainLoop} in {@code src/bin/psql/mainloop.c}, where it is interactive). The
 * engine gets them one by one, also where several were edited as one text.
 */
final class TypedInput extends ScriptInput implements Statements {
    /** Commands that send what is in the query buffer, or empty it. */
    private static final Set<String> ENDING = Set.of("g", "gx", "gset", "gexec", "gdesc", "r", "reset");

    private final Shell shell;
    private final Typist typist;
    private final Runnable resumption;
    private final PromptValues values;
    private final IgnoredEnds ends;
    private final Suggester suggester;
    private final Deque<String> lines = new ArrayDeque<>();
    private SlashState state;
    private @Nullable String question;
    private boolean shown = true;
    private boolean interrupted;

    /**
     * Nothing is read yet.
     *
     * @param resumption takes note that a Ctrl-C has done what it was for
     */
    TypedInput(Shell shell, Typist typist, Runnable resumption) {
        super(InputStream.nullInputStream());
        this.shell = shell;
        this.typist = typist;
        this.resumption = resumption;
        this.state = new SlashState(shell);
        this.values = new PromptValues(shell);
        this.ends = new IgnoredEnds(shell);
        this.suggester = new Suggester(new ShellSources(shell), new Keywords());
        if (typist.suggests()) {
            shell.names.expect();
        }
    }

    @Override
    void readFor(SlashState script) {
        state = script;
    }

    @Override
    boolean isTyped() {
        return true;
    }

    @Override
    boolean resume() {
        resumption.run();
        shell.interruption.over();
        if (shell.stopped()) {
            return false;
        }
        startAnew();
        return true;
    }

    @Override
    void drop(String rest, String why) {
        boolean any = !rest.isBlank() || lines.stream().anyMatch(line -> !line.isBlank());
        lines.clear();
        state.query.setLength(0);
        state.scanner.reset();
        if (any) {
            shell.talk.info("What else was typed was not run: " + why + ".");
        }
    }

    /** Forgets what was begun. */
    private void startAnew() {
        lines.clear();
        state.query.setLength(0);
        state.scanner.reset();
        if (!state.conditions.isEmpty()) {
            shell.talk.error("\\if: escaped");
            state.conditions.pop();
        }
    }

    @Override
    boolean ask(String text) {
        question = text;
        return true;
    }

    @Override
    @Nullable
    String line() throws IOException {
        if (question != null) {
            return answer(question);
        }
        while (lines.isEmpty()) {
            if (!shown) {
                shown = true;
                shell.out().write(state.query.toString());
            }
            shell.out().flush();
            // Whoever does not type yet, but is still in the pager, say, is not woken when the session is over.
            shell.session().refuseWhenOver();
            Typed typed = typist.statement(this);
            shell.names.settle();
            shell.session().refuseWhenOver();
            switch (typed) {
                case Typed.Text text -> {
                    ends.startAnew();
                    take(text.text());
                }
                case Typed.Interrupted _ -> startAnew();
                case Typed.End end -> {
                    if (ends.leaves(end)) {
                        state.query.setLength(0);
                        while (!state.conditions.isEmpty()) {
                            state.conditions.pop();
                        }
                        return null;
                    }
                }
            }
        }
        return lines.remove();
    }

    private void take(String text) throws IOException {
        String word = text.strip().replaceAll("[;\\s]+$", "").toLowerCase(Locale.ROOT);
        boolean first = state.query.isEmpty() && !state.scanner.inQuote();
        switch (word) {
            case "help" -> {
                if (first) {
                    shell.println(HELP);
                    return;
                }
                shell.println("Use \\? for help or press control-C to clear the input buffer.");
            }
            case "exit", "quit" -> {
                if (first) {
                    lines.add("\\q");
                    return;
                }
                shell.println("Use \\q to quit or press control-C to clear the input buffer.");
            }
            default -> {}
        }
        lines.addAll(List.of(text.split("\n", -1)));
    }

    private static final String HELP = """
        You are using dbvouch: SQL in your own name, and on record.
        Type:  \\h for help with SQL commands
               \\? for help with backslash commands
               \\g or terminate with semicolon to execute query
               \\q to quit\
        """;

    private @Nullable String answer(String asked) throws IOException {
        question = null;
        shell.out().flush();
        return switch (otherLine(asked)) {
            case Typed.Text text -> text.text();
            case Typed.Interrupted _, Typed.End _ -> null;
        };
    }

    private Typed otherLine(String prompt) {
        shell.session().refuseWhenOver();
        Typed typed = typist.line(prompt);
        shell.session().refuseWhenOver();
        return typed;
    }

    @Override
    void edited(String text) {
        if (!Utf8.keepsBytes(text)) {
            typist.remember(text.stripTrailing());
        }
        shown = false;
    }

    @Override
    boolean isInterrupted() {
        return interrupted;
    }

    @Override
    void beginData() throws IOException {
        interrupted = false;
        if (lines.isEmpty() && !shell.settings.quiet) {
            shell.println("Enter data to be copied followed by a newline.");
            shell.println("End with a backslash and a period on a line by itself, or an EOF signal.");
        }
    }

    @Override
    byte @Nullable [] lineBytes() {
        String line = lines.poll();
        if (line == null) {
            if (shell.screen != null) {
                shell.screen.live().hide();
            }
            line = switch (otherLine(prompt("PROMPT3", PromptState.READY, 1))) {
                case Typed.Text text -> text.text();
                case Typed.Interrupted _ -> {
                    interrupted = true;
                    yield null;
                }
                case Typed.End _ -> null;
            };
        }
        return line == null ? null : Utf8.encode(line + "\n");
    }

    @Override
    public String prompt() {
        PromptState at = state.scanner.prompt(state.query);
        return prompt(at == PromptState.READY ? "PROMPT1" : "PROMPT2", at, lineOf(state.query));
    }

    private String prompt(String variable, PromptState at, int line) {
        String template = shell.variables.get(variable);
        return template == null ? "" : PromptTemplate.expand(template, values.at(at, state.conditions, line));
    }

    private static int lineOf(CharSequence query) {
        return query.isEmpty()
                ? 1
                : 2 + (int) query.chars().filter(c -> c == '\n').count();
    }

    @Override
    public boolean mayBeKept(String text) {
        String control = String.valueOf(shell.variables.get("HISTCONTROL"));
        boolean spaces = control.equals("ignorespace") || control.equals("ignoreboth");
        return !(spaces && text.startsWith(" ")) && !SecretLines.mayHoldASecret(state.query.toString());
    }

    @Override
    public Suggestions suggest(String text, int cursor) {
        return suggester.at(text, cursor);
    }

    @Override
    public Behind behind(String text) {
        SqlScanner scanner = new SqlScanner(new Silent());
        StringBuilder query = new StringBuilder();
        boolean runs = false;
        String all = state.query.isEmpty() ? text : state.query + "\n" + text;
        for (String line : all.split("\n", -1)) {
            if (!query.isEmpty()) {
                query.append('\n');
            }
            runs = scan(line, scanner, query) || runs;
        }
        PromptState at = scanner.prompt(query);
        boolean ready = at == PromptState.READY;
        String prompt = prompt(ready ? "PROMPT1" : "PROMPT2", at, lineOf(query));
        return new Behind(runs || ready, prompt);
    }

    /** Scans a line; whether there is something in it that cannot wait for the next one. */
    private boolean scan(String line, SqlScanner scanner, StringBuilder query) {
        boolean command = false;
        scanner.start(line);
        while (true) {
            switch (scanner.next(query)) {
                case SEMICOLON -> query.setLength(0);
                case BACKSLASH -> {
                    command = true;
                    SlashScanner arguments = scanner.slash();
                    String name = arguments.name();
                    while (arguments.argument() != null) {
                        // What it is does not matter here.
                    }
                    arguments.end();
                    if (ENDING.contains(name)) {
                        query.setLength(0);
                        scanner.reset();
                    }
                }
                case LINE_END -> {
                    return command || shell.settings.singleLine;
                }
                case INCOMPLETE -> {
                    return command;
                }
            }
        }
    }

    /** The variables, for looking ahead: whatever is wrong is said when the text is run. */
    private final class Silent implements VariableLookup {
        @Override
        public @Nullable String value(String name) {
            return shell.variables.get(name);
        }

        @Override
        public boolean standardStrings() {
            return shell.standardStrings();
        }

        @Override
        public void warn(String message) {}

        @Override
        public void error(String message) {}
    }
}
