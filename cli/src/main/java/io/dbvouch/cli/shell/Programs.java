package io.dbvouch.cli.shell;

import io.dbvouch.Utf8;
import io.dbvouch.cli.process.Subshell;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Programs that are run beside the session. Editor and pager are the person's own choice: their names come from the environment
 * that the shell was started in, and from what is set at the prompt, on the command line or in the start-up file. Whatever else
 * a script would run, it may run only where the target's configuration lets it.
 */
final class Programs {
    private static final String REFUSED =
            "programs are run from here only where the target's configuration says allow_shell = true";

    private final Shell shell;
    private final Map<String, String> environment;
    private boolean allowed;
    private boolean inOwnScript;

    Programs(Shell shell, Map<String, String> environment) {
        this.shell = shell;
        this.environment = new HashMap<>(environment);
    }

    void allow() {
        allowed = true;
    }

    /** Whether what runs now is the person's start-up file. */
    void inOwnScript(boolean own) {
        inOwnScript = own;
    }

    /** The variables that programs get, and are named by. */
    Map<String, String> environment() {
        return environment;
    }

    /** {@code \setenv}: in a script of who knows whom, it is none of the programs' business. */
    void variable(String name, @Nullable String value) {
        boolean own = shell.source() == null || shell.isTyped() || inOwnScript;
        if (!allowed && !own) {
            return;
        }
        if (value == null) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
    }

    /** Whether a command may not be run, which is said then. */
    boolean refuses(String what) {
        if (!allowed) {
            shell.talk.error(what + ": " + REFUSED);
        }
        return !allowed;
    }

    /** Runs a command with the terminal, or whatever else input and output are. Whether it may be is not asked. */
    int run(String command) throws IOException {
        flush();
        return subshell().run(command);
    }

    /** What a command writes, without the last newline; null where it cannot be run, which has been said. */
    @Nullable
    String output(String command) {
        if (refuses("`" + command + "`")) {
            return null;
        }
        try {
            flush();
            Process process = subshell().writing(command);
            byte[] all;
            try (InputStream out = process.getInputStream()) {
                all = out.readAllBytes();
            }
            Subshell.await(process);
            String text = Utf8.decode(all);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            shell.talk.error(command + ": " + Files.reason(e));
            return null;
        }
    }

    /** Starts a command to write to; what it has no wish to read is dropped. */
    QueryOutput sink(String command) throws IOException {
        flush();
        Process process = subshell().reading(command);
        return QueryOutput.program(new TolerantOutput(process.getOutputStream()), process);
    }

    /** Starts a command to read from. */
    Process source(String command) throws IOException {
        flush();
        return subshell().writing(command);
    }

    /** Says so where a command has not ended well. */
    boolean good(String command, int exitCode) {
        if (exitCode != 0) {
            shell.talk.error(command + ": " + Subshell.words(exitCode));
        }
        return exitCode == 0;
    }

    private Subshell subshell() {
        return new Subshell(shell.file(""), environment);
    }

    private void flush() throws IOException {
        if (shell.screen != null) {
            shell.screen.lend();
        }
        shell.out().flush();
        shell.queryOutput().text().flush();
    }
}
