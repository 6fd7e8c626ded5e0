package io.dbvouch.cli.shell;

import io.dbvouch.cli.process.Subshell;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** {@code \copy}: a {@code COPY} whose file is here, not on the server. */
final class CopyCommand {
    private final Shell shell;

    CopyCommand(Shell shell) {
        this.shell = shell;
    }

    boolean run(@Nullable String arguments) throws IOException {
        if (arguments == null) {
            shell.talk.error("\\copy: arguments required");
            return false;
        }
        CopyArguments parsed = new CopyArguments(arguments, shell.standardStrings());
        if (!parsed.parse()) {
            shell.talk.error("\\copy: parse error at " + parsed.failedAt());
            return false;
        }
        if (parsed.program() && shell.programs.refuses("\\copy")) {
            return false;
        }
        String sql = "COPY " + parsed.before() + (parsed.from() ? " FROM STDIN " : " TO STDOUT ") + parsed.after();
        return parsed.from() ? read(parsed, sql) : write(parsed, sql);
    }

    private boolean read(CopyArguments parsed, String sql) throws IOException {
        String name = file(parsed);
        if (name == null) {
            ScriptInput script = shell.source();
            ScriptInput from = parsed.standardStream() || script == null ? shell.standardInput : script;
            return send(sql, new CopyFile(from, null));
        }
        if (parsed.program()) {
            return readProgram(name, sql);
        }
        Files files = new Files(shell);
        if (files.isFolder(name)) {
            shell.talk.error(name + ": cannot copy from/to a directory");
            return false;
        }
        InputStream in = files.open(name);
        if (in == null) {
            return false;
        }
        try (in) {
            return send(sql, new CopyFile(new ScriptInput(in), null));
        }
    }

    /** Where the data is, or what program; null for a standard stream. */
    private @Nullable String file(CopyArguments parsed) {
        String name = parsed.file();
        return name == null || parsed.program() ? name : shell.expanded(name);
    }

    private boolean readProgram(String command, String sql) throws IOException {
        Process program = shell.programs.source(command);
        boolean sent;
        try (InputStream in = program.getInputStream()) {
            sent = send(sql, new CopyFile(new ScriptInput(in), null));
        }
        return shell.programs.good(command, Subshell.await(program)) && sent;
    }

    private boolean write(CopyArguments parsed, String sql) throws IOException {
        String name = file(parsed);
        if (name == null) {
            return send(
                    sql, new CopyFile(null, parsed.standardStream() ? shell.standardOutput() : shell.queryOutput()));
        }
        if (parsed.program()) {
            QueryOutput to = shell.programs.sink(name);
            boolean sent;
            try (to) {
                sent = send(sql, new CopyFile(null, to));
            }
            return shell.programs.good(name, to.exitCode()) && sent;
        }
        QueryOutput out = new Files(shell).create(name);
        if (out == null) {
            return false;
        }
        try (out) {
            return send(sql, new CopyFile(null, out));
        }
    }

    private boolean send(String sql, CopyFile copy) throws IOException {
        return shell.runner.copy(sql, copy);
    }
}
