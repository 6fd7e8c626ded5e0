package io.dbvouch.cli.shell.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables of a map, and what was said. */
final class Variables implements VariableLookup {
    final List<String> said = new ArrayList<>();
    private final Map<String, String> values;
    private final boolean standardStrings;

    Variables(Map<String, String> values, boolean standardStrings) {
        this.values = values;
        this.standardStrings = standardStrings;
    }

    Variables(Map<String, String> values) {
        this(values, true);
    }

    @Override
    public @Nullable String value(String name) {
        return values.get(name);
    }

    @Override
    public boolean standardStrings() {
        return standardStrings;
    }

    @Override
    public @Nullable String shell(String command) {
        said.add("shell: " + command);
        return null;
    }

    @Override
    public void warn(String message) {
        said.add("warning: " + message);
    }

    @Override
    public void error(String message) {
        said.add("error: " + message);
    }
}
