package io.dbvouch;

import java.nio.file.Path;
import java.util.Map;

/** Where a person's files lie, and what {@code ~/} means wherever it is written. */
public final class HomeFolder {
    private HomeFolder() {}

    /**
     * {@code HOME}, which beats the system's user database, as in a shell; where it is not set or blank, what that database
     * says.
     *
     * @param environment variables as of the process
     */
    public static Path of(Map<String, String> environment) {
        String named = environment.getOrDefault("HOME", "");
        return Path.of(named.isBlank() ? System.getProperty("user.home") : named);
    }

    /**
     * The path that {@code written} means; a relative one stays relative.
     *
     * @throws java.nio.file.InvalidPathException where it is none
     */
    public static Path expand(String written, Path home) {
        return written.startsWith("~/") ? home.resolve(written.substring(2)) : Path.of(written);
    }
}
