package io.dbvouch.cli.output;

import java.util.Map;

/**
 * Colours text, or leaves it as it is. Colour is for terminals only, and not for those that say {@code TERM=dumb}; a person
 * turns it off by setting {@code NO_COLOR} to anything but the empty string (https://no-color.org).
 */
public final class Colour {
    private static final String RESET = "\u001B[0m";

    private final boolean on;

    private Colour(boolean on) {
        this.on = on;
    }

    /**
     * Colour where the environment and the stream allow it.
     *
     * @param environment the process's environment variables
     * @param terminal whether the stream that is coloured is a terminal
     */
    public static Colour of(Map<String, String> environment, boolean terminal) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Colour(terminal && !refused);
    }

    /** Leaves every text as it is. */
    public static Colour none() {
        return new Colour(false);
    }

    public boolean isOn() {
        return on;
    }

    /**
     * The text in a style.
     *
     * @param text what is already safe for a terminal
     */
    public String paint(Style style, String text) {
        return on && !text.isEmpty() ? "\u001B[" + style.code + "m" + text + RESET : text;
    }

    /** Select Graphic Rendition (ECMA-48, 8.3.117): the eight colours that every theme makes readable. */
    public enum Style {
        BOLD(1),
        DIM(2),
        RED(31),
        GREEN(32),
        YELLOW(33),
        CYAN(36);

        private final int code;

        Style(int code) {
            this.code = code;
        }
    }
}
