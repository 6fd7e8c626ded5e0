package io.dbvouch.cli.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large the terminal is that the process was started from, in characters; 0 where nobody knows.
 *
 * @see <a href="https://www.gnu.org/software/coreutils/manual/html_node/stty-invocation.html">stty size</a>
 */
public record TerminalSize(int columns, int lines) {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6}) ([0-9]{1,6})");
    private static final File TERMINAL = new File("/dev/tty");

    /** As of now, by stty(1): that takes a few milliseconds. */
    public static TerminalSize ask(Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder("stty", "size")
                .redirectInput(TERMINAL)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process stty = builder.start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Subshell.await(stty);
            return parse(said);
        } catch (IOException _) {
            return parse("");
        }
    }

    /** Reads lines and columns, as stty says them. */
    static TerminalSize parse(String said) {
        Matcher size = SIZE.matcher(said.strip());
        return size.matches()
                ? new TerminalSize(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1)))
                : new TerminalSize(0, 0);
    }
}
