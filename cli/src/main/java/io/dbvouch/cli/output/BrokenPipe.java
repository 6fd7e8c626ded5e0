package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.Locale;

/** Whoever read what is written has gone, as {@code | head} has when it has seen enough. */
public final class BrokenPipe {
    /** EPIPE in the words of strerror(3), which translations give in parentheses. */
    private static final String WORDS = "broken pipe";

    private BrokenPipe() {}

    /** Whether that is why something could not be written. */
    public static boolean isReasonOf(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(WORDS);
    }
}
