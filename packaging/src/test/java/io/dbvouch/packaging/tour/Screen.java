package io.dbvouch.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A terminal that tmux(1) plays, and somebody who types in it and looks at it. */
final class Screen implements AutoCloseable {
    /** Long enough for every answer on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_AGAIN_MILLIS = 30;
    private static final String TMUX = "tmux";

    private final Path folder;
    private final Map<String, String> environment;
    private final Path recording;
    private int steps;

    /**
     * Starts a command in a terminal. When it has ended, {@code ended with} and its exit code are shown.
     *
     * @param folder of its own, for what tmux needs
     * @param recording takes what is seen at each step
     */
    Screen(Path folder, Map<String, String> environment, String command, int columns, int lines, Path recording)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.environment = environment;
        this.recording = recording;
        Path script = folder.resolve("command");
        // Ctrl-C reaches this shell, too, which then would end with the command.
        Files.writeString(script, "trap : INT\n" + command + "\necho ended with $?\nexec sleep 600\n");
        tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                Integer.toString(columns),
                "-y",
                Integer.toString(lines),
                "sh '" + script + "'");
    }

    static boolean isPossible() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, TMUX)));
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(TMUX, "-u", "-S", folder.resolve("socket").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    /** Types a text as it is. */
    Screen type(String text) throws IOException, InterruptedException {
        // tmux takes a semicolon at an argument's end for its own.
        tmux("send-keys", "-l", text.replaceAll(";$", "\\\\;"));
        return this;
    }

    /** Presses keys, as tmux calls them: {@code Enter}, {@code C-c}, {@code Tab}. */
    Screen press(String... keys) throws IOException, InterruptedException {
        String[] line = new String[keys.length + 1];
        line[0] = "send-keys";
        System.arraycopy(keys, 0, line, 1, keys.length);
        tmux(line);
        return this;
    }

    /** Types a line. */
    Screen enter(String line) throws IOException, InterruptedException {
        return type(line).press("Enter");
    }

    /** Pastes a text, in brackets where the program has asked for them. */
    Screen paste(String text) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("paste"), text);
        tmux("load-buffer", file.toString());
        tmux("paste-buffer", "-p");
        return this;
    }

    Screen resize(int columns, int lines) throws IOException, InterruptedException {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(lines));
        return this;
    }

    /** What is seen, without blanks at the ends of lines. */
    String text() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p").replaceAll("(?m) +$", "").stripTrailing();
    }

    /** What is seen, with colours as escape sequences. */
    String coloured() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-e");
    }

    /** The terminal's title, which programs can set. */
    String title() throws IOException, InterruptedException {
        return tmux("display-message", "-p", "#{pane_title}").strip();
    }

    /** Looks until a text is seen. */
    Screen sees(String text) throws IOException, InterruptedException {
        return sees("\"" + text + "\"", seen -> seen.contains(text));
    }

    /** Looks until the last line is this. */
    Screen seesLast(String line) throws IOException, InterruptedException {
        return sees("\"" + line + "\" at the end", seen -> seen.equals(line) || seen.endsWith("\n" + line));
    }

    /** Looks until what is seen is as it should be. */
    Screen sees(String what, Predicate<String> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String seen = text();
        while (!wanted.test(seen)) {
            assertThat(System.nanoTime())
                    .as("%s is not seen, but%n%s", what, seen)
                    .isLessThan(end);
            Thread.sleep(LOOK_AGAIN_MILLIS);
            seen = text();
        }
        steps++;
        Files.createDirectories(recording);
        Files.writeString(recording.resolve("%02d.txt".formatted(steps)), seen + "\n");
        return this;
    }

    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
