package io.dbvouch.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A script in a file: {@code -f}, {@code \i}, {@code \ir}. */
final class ScriptFile {
    /** How many scripts may be within another: one that includes itself would never end. */
    private static final int DEEPEST = 100;

    private static final String STANDARD_INPUT = "-";

    private final Shell shell;

    ScriptFile(Shell shell) {
        this.shell = shell;
    }

    /**
     * Runs it.
     *
     * @param name {@code -} for standard input
     * @param relative whether the name is seen from where the current script is
     */
    ScriptLoop.End run(String name, boolean relative) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return run("<stdin>", shell.standardInput);
        }
        String file = canonical(relative ? besideCurrent(name) : name);
        if (shell.depth >= DEEPEST) {
            shell.talk.error(file + ": " + DEEPEST + " scripts within one another are enough");
            return ScriptLoop.End.UNREADABLE;
        }
        if (file.isEmpty()) {
            shell.talk.error(": No such file or directory");
            return ScriptLoop.End.UNREADABLE;
        }
        InputStream in = new Files(shell).open(file);
        if (in == null) {
            return ScriptLoop.End.UNREADABLE;
        }
        try (in) {
            return run(file, new ScriptInput(in));
        }
    }

    /** Standard input where no file was asked for: messages name none. */
    ScriptLoop.End runUnnamed() throws IOException {
        return run(null, shell.standardInput);
    }

    private ScriptLoop.End run(@Nullable String name, ScriptInput input) throws IOException {
        String outer = shell.talk.file();
        shell.talk.in(name);
        shell.depth++;
        try {
            return new ScriptLoop(shell, input).run();
        } finally {
            shell.depth--;
            shell.talk.in(outer);
        }
    }

    private String besideCurrent(String name) {
        String current = shell.talk.file();
        if (current == null || Path.of(name).isAbsolute()) {
            return name;
        }
        Path parent = Path.of(current).getParent();
        return parent == null ? name : parent + "/" + name;
    }

    /** Without steps that lead nowhere (PostgreSQL, {@code canonicalize_path}). */
    private static String canonical(String name) {
        String normal = Path.of(name).normalize().toString();
        return normal.isEmpty() && !name.isEmpty() ? "." : normal;
    }
}
