package io.dbvouch.cli.shell.scan;

import org.jspecify.annotations.Nullable;

/** What a scanner asks while it reads. */
public interface VariableLookup {
    /** No variables. */
    VariableLookup NONE = new VariableLookup() {
        @Override
        public @Nullable String value(String name) {
            return null;
        }

        @Override
        public void warn(String message) {}

        @Override
        public void error(String message) {}
    };

    /** A variable's value; null where there is none, or variables do not count here: in a branch that is not taken. */
    @Nullable
    String value(String name);

    /** Whether single-quoted strings hold backslashes as they are, as by default ({@code standard_conforming_strings}). */
    default boolean standardStrings() {
        return true;
    }

    /** Whether a value cannot be quoted, in what the session speaks; if not, why has been said. */
    default boolean refuses(String value) {
        return false;
    }

    /**
     * What {@code `command`} in an argument stands for.
     *
     * @return null where it stands for nothing; why has been said
     */
    default @Nullable String shell(String command) {
        return null;
    }

    /** Says that something is odd; the scan goes on. */
    void warn(String message);

    /** Says that something is wrong. */
    void error(String message);
}
