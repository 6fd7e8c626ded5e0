package io.dbvouch.access;

import io.dbvouch.HomeFolder;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where things lie, by the XDG base directory specification.
 *
 * @param ledger {@code DBVOUCH_LEDGER}, else {@code ledger} in the state folder
 * @param cache what can be had again
 * @param history what was typed at prompts, a file for each target
 * @param config what a person has written
 * @param ssoCache the AWS CLI's sign-in cache, {@code ~/.aws/sso/cache}
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directories</a>
 */
public record Folders(Path ledger, Path cache, Path history, Path config, Path ssoCache) {
    /** The folders of an environment. */
    public static Folders of(Map<String, String> environment) {
        Path home = HomeFolder.of(environment);
        Path state = base(environment, "XDG_STATE_HOME", home.resolve(".local/state"));
        String ledger = environment.getOrDefault("DBVOUCH_LEDGER", "");
        return new Folders(
                ledger.isEmpty() ? state.resolve("ledger") : Path.of(ledger),
                base(environment, "XDG_CACHE_HOME", home.resolve(".cache")),
                state.resolve("history"),
                base(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                home.resolve(".aws/sso/cache"));
    }

    /** Where lock files lie that belong to no other file of dbvouch's. */
    public Path locks() {
        return cache.resolve("locks");
    }

    private static Path base(Map<String, String> environment, String variable, Path otherwise) {
        Path named = Path.of(environment.getOrDefault(variable, ""));
        // The specification: a relative path is to be ignored.
        return (named.isAbsolute() ? named : otherwise).resolve("dbvouch");
    }
}
