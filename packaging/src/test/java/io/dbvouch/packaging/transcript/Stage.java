package io.dbvouch.packaging.transcript;

import io.dbvouch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a scenario plays: its folders, its environment and the commands that run in it. */
final class Stage implements AutoCloseable {
    /** Long enough for every command on a busy machine; who waits longer hangs. */
    private static final long PATIENCE_SECONDS = 120;

    private final Path here;
    private final Path outputs;
    private final Map<String, String> environment;
    private final Map<String, String> folders;
    private final Map<String, String> bound = new TreeMap<>();
    private int commands;
    private @Nullable Started started;

    private record Started(Process process, Path out, Path err) {}

    /**
     * Sets it up.
     *
     * @param here a folder for the scenario alone
     * @param outputs a folder for what commands print
     * @param program the program that is tested
     */
    Stage(Path here, Path outputs, Path program, Sandbox sandbox) throws IOException {
        this.here = here;
        this.outputs = outputs;
        this.environment = new TreeMap<>(sandbox.environment());
        this.folders = new LinkedHashMap<>();
        folders.put(here.toString(), "[here]");
        folders.put(sandbox.directory().toString(), "[sandbox]");
        for (String folder : List.of("home", "state", "cache", "bin")) {
            Files.createDirectory(here.resolve(folder));
        }
        environment.put("HOME", here.resolve("home").toString());
        environment.put("XDG_STATE_HOME", here.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", here.resolve("cache").toString());
        environment.put("PATH", here.resolve("bin") + ":" + program.getParent() + ":" + System.getenv("PATH"));
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "UTC");
        environment.put("WHO", "arianna");
        environment.put("MASTER", sandbox.masterUri().orElseThrow());
        environment.put("BROWSER", here.resolve("bin/browser").toString());
        Path targets = here.resolve("dbvouch.toml");
        Files.copy(Path.of(environment.getOrDefault("DBVOUCH_CONFIG", "")), targets);
        environment.put("DBVOUCH_CONFIG", targets.toString());
        write("bin/browser", BROWSER);
    }

    /** Fills the sign-in page's form in, and goes where that leads. */
    private static final String BROWSER = """
        #!/bin/sh
        exec curl --silent --show-error --location --output browsed --data "${1#*\\?}" \\
          --data-urlencode "user=$WHO" "${1%%\\?*}" 2>&1
        """;

    /** What named placeholders have stood for. */
    Map<String, String> bound() {
        return bound;
    }

    /** Keeps what named placeholders stand for; commands have them as variables. */
    void bind(Map<String, String> names) {
        bound.putAll(names);
        environment.putAll(names);
    }

    /** Sets a variable, or removes it; {@code ${NAME}} in the value is another one's. */
    void set(String name, @Nullable String value) {
        if (value == null) {
            environment.remove(name);
            return;
        }
        String text = value;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            text = text.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        environment.put(name, text);
    }

    /** Writes a file; one that begins with {@code #!} can be run. */
    void write(String name, String text) throws IOException {
        Path file = here.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (text.startsWith("#!")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Whether a program is on the path. */
    boolean has(String program) throws IOException, InterruptedException {
        return run("command -v " + program).exitCode() == 0;
    }

    /** Runs a command to its end. */
    Outcome run(String command) throws IOException, InterruptedException {
        return await(launch(command));
    }

    /** Starts a command. */
    void start(String command) throws IOException {
        if (started != null) {
            throw new IllegalStateException("another command was started and not waited for");
        }
        started = launch(command);
        environment.put("pid", Long.toString(started.process().pid()));
    }

    /** Waits for the command that was started. */
    Outcome await() throws IOException, InterruptedException {
        if (started == null) {
            throw new IllegalStateException("no command was started");
        }
        Outcome outcome = await(started);
        started = null;
        return outcome;
    }

    private Started launch(String command) throws IOException {
        int number = ++commands;
        Path out = outputs.resolve(number + ".out");
        Path err = outputs.resolve(number + ".err");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(here.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Started(builder.start(), out, err);
    }

    private Outcome await(Started command) throws IOException, InterruptedException {
        if (!command.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            end(command.process());
            throw new IllegalStateException("no end after " + PATIENCE_SECONDS + " s; until then:\n"
                    + Files.readString(command.out()) + Files.readString(command.err()));
        }
        return new Outcome(
                read(command.out()), read(command.err()), command.process().exitValue());
    }

    private List<String> read(Path file) throws IOException {
        // Not as strict as readString: what is no UTF-8 shows as U+FFFD, and fails there.
        return Printed.lines(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), folders);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends what was started and not waited for. */
    @Override
    public void close() {
        if (started != null) {
            end(started.process());
        }
    }
}
