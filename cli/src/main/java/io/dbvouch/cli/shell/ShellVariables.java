package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.TextSink;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variables of {@code \set}. Some of them are special: they check what they are given, and set something by it. */
final class ShellVariables {
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Special> specials = new TreeMap<>();
    private final Talk talk;

    ShellVariables(Talk talk) {
        this.talk = talk;
    }

    /**
     * A special variable.
     *
     * @param replacement what stands in for a value, or for none; it may be none again
     * @param check takes the value; what is wrong with it, or null
     */
    record Special(
            Function<@Nullable String, @Nullable String> replacement,
            Function<@Nullable String, @Nullable String> check) {}

    /** Makes a variable special, and sets it to what it has without a value. */
    void special(String name, Special special) {
        specials.put(name, special);
        put(name, special.replacement().apply(null));
    }

    boolean isSpecial(String name) {
        return specials.containsKey(name);
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /**
     * Sets a variable, or unsets it.
     *
     * @param value null for none
     * @return whether that went well; if not, why has been said
     */
    boolean set(String name, @Nullable String value) {
        if (!isName(name)) {
            if (value != null) {
                talk.error("invalid variable name: \"" + name + "\"");
            }
            return value == null;
        }
        Special special = specials.get(name);
        String taken = value;
        if (special != null) {
            taken = special.replacement().apply(value);
            String wrong = special.check().apply(taken);
            if (wrong != null) {
                talk.error(wrong);
                return false;
            }
        }
        put(name, taken);
        return true;
    }

    private void put(String name, @Nullable String value) {
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c >= 'A' && c <= 'Z')
                                || (c >= 'a' && c <= 'z')
                                || (c >= '0' && c <= '9')
                                || c == '_'
                                || c >= 0x80);
    }

    Set<String> names() {
        return values.keySet();
    }

    void print(TextSink out) throws IOException {
        for (Map.Entry<String, String> each : values.entrySet()) {
            out.write(each.getKey() + " = '" + each.getValue() + "'\n");
        }
    }
}
