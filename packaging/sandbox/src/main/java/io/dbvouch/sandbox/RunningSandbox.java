package io.dbvouch.sandbox;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sandbox of another process, found by its directory and asked over its own URL. */
final class RunningSandbox {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final URI uri;

    private RunningSandbox(URI uri) {
        this.uri = uri;
    }

    /**
     * Finds it.
     *
     * @param patience how long to wait for one to start
     * @throws SandboxException when none runs
     */
    static RunningSandbox find(Path directory, Duration patience) throws IOException, SandboxException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<RunningSandbox> running = tryFind(directory);
            if (running.isPresent()) {
                return running.get();
            }
            if (System.nanoTime() >= end) {
                throw new SandboxException("no sandbox runs in " + directory + "; start one with: sandbox up");
            }
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SandboxException("interrupted", e);
            }
        }
    }

    private static Optional<RunningSandbox> tryFind(Path directory) {
        try {
            JsonElement state = JsonParser.parseString(Files.readString(directory.resolve(Sandbox.STATE_FILE)));
            RunningSandbox running = new RunningSandbox(
                    URI.create(state.getAsJsonObject().get("url").getAsString()));
            // A dead sandbox's port may be anybody's by now: only the one of this directory sets this HOME.
            String home = running.environment().set().getOrDefault("HOME", "");
            return Path.of(home).startsWith(directory.toAbsolutePath().normalize())
                    ? Optional.of(running)
                    : Optional.empty();
        } catch (IOException | SandboxException | JsonParseException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    Environment environment() throws IOException, SandboxException {
        return Environment.parse(ask("GET", "environment", null));
    }

    String journal() throws IOException, SandboxException {
        return ask("GET", "journal", null);
    }

    String faults() throws IOException, SandboxException {
        return ask("GET", "faults", null);
    }

    String addFaults(String form) throws IOException, SandboxException {
        return ask("POST", "faults", form);
    }

    String clearFaults() throws IOException, SandboxException {
        return ask("DELETE", "faults", null);
    }

    private String ask(String method, String what, @Nullable String body) throws IOException, SandboxException {
        HttpURLConnection connection =
                (HttpURLConnection) uri.resolve("/_sandbox/" + what).toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setRequestMethod(method);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            if (body != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            boolean failed = connection.getResponseCode() >= 400;
            try (InputStream in = failed ? connection.getErrorStream() : connection.getInputStream()) {
                String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (failed) {
                    throw new SandboxException(message(text));
                }
                return text;
            }
        } finally {
            connection.disconnect();
        }
    }

    private static String message(String json) {
        try {
            return JsonParser.parseString(json).getAsJsonObject().get("message").getAsString();
        } catch (JsonParseException | IllegalStateException e) {
            return "the sandbox answered with something else than expected";
        }
    }
}
