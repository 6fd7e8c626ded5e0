package io.dbvouch.target;

import io.dbvouch.AccessException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.MutableTomlTable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * What a configuration file says, key by key.
 *
 * @param path the file
 * @param toml its contents
 * @param written whether what it says can be looked up in the file
 */
record TargetToml(Path path, TomlParseResult toml, boolean written) {
    /**
     * Parses a file's text.
     *
     * @throws AccessException.BadConfiguration where it is no TOML, naming file and line
     */
    static TargetToml parse(Path path, String text, boolean written) {
        TomlParseResult toml = Toml.parse(text);
        if (!toml.errors().isEmpty()) {
            TomlParseError first = toml.errors().getFirst();
            throw new AccessException.BadConfiguration(
                    path + ":" + first.position().line() + ": " + first.getMessage());
        }
        return new TargetToml(path, toml, written);
    }

    boolean contains(List<String> key) {
        return toml.contains(key);
    }

    /** The table at {@code key}; an empty one where there is none. */
    TomlTable table(List<String> key) {
        if (!toml.contains(key)) {
            return MutableTomlTable.create();
        }
        if (!toml.isTable(key)) {
            throw bad(key, "must be a table");
        }
        return toml.getTable(key);
    }

    /** The string at {@code key}, which is not empty; null where there is none. */
    @Nullable
    String string(List<String> key) {
        if (!toml.contains(key)) {
            return null;
        }
        if (!toml.isString(key)) {
            throw bad(key, "must be a string");
        }
        String value = toml.getString(key);
        if (value == null || value.isEmpty()) {
            throw bad(key, "is empty");
        }
        return value;
    }

    /** Whether {@code key} is there and true. */
    boolean flag(List<String> key) {
        if (toml.contains(key) && !toml.isBoolean(key)) {
            throw bad(key, "must be true or false");
        }
        return Boolean.TRUE.equals(toml.getBoolean(key));
    }

    /** The number at {@code key}, or {@code none} where there is none. */
    long number(List<String> key, long none) {
        if (toml.contains(key) && !toml.isLong(key)) {
            throw bad(key, "must be a number");
        }
        return toml.getLong(key, () -> none);
    }

    /** To be thrown: what is wrong with a key, with its line where it has one. */
    AccessException bad(List<String> key, String what) {
        String problem = Toml.joinKeyPath(key) + " " + what;
        if (!written) {
            return new AccessException.BadConfiguration(problem);
        }
        TomlPosition position = toml.inputPositionOf(key);
        return new AccessException.BadConfiguration(
                path + (position == null ? "" : ":" + position.line()) + ": " + problem);
    }
}
