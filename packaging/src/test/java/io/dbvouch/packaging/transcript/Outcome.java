package io.dbvouch.packaging.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * What something printed and ended with, or is to.
 *
 * @param out lines of standard output, in the form of transcripts
 * @param err lines of standard error
 */
record Outcome(List<String> out, List<String> err, int exitCode) {
    private static final String OUT = "1>";
    private static final String ERR = "2>";
    private static final String EXIT = "?";

    /** Whether a transcript's line belongs to an outcome. */
    static boolean isPart(String line) {
        return line.startsWith(OUT) || line.startsWith(ERR) || line.startsWith(EXIT + " ");
    }

    /**
     * Reads an outcome.
     *
     * @param lines those for which {@link #isPart} holds
     * @throws IllegalArgumentException when one of them cannot be read
     */
    static Outcome parse(List<String> lines) {
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        int exitCode = 0;
        for (String line : lines) {
            if (line.startsWith(EXIT)) {
                exitCode = Integer.parseInt(line.substring(EXIT.length()).strip());
            } else {
                (line.startsWith(OUT) ? out : err).add(text(line));
            }
        }
        return new Outcome(List.copyOf(out), List.copyOf(err), exitCode);
    }

    private static String text(String line) {
        if (line.length() == OUT.length()) {
            return "";
        }
        if (line.charAt(OUT.length()) != ' ') {
            throw new IllegalArgumentException("a blank is missing behind " + line.substring(0, OUT.length()));
        }
        return line.substring(OUT.length() + 1);
    }

    /** As a transcript has it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        out.forEach(text -> lines.add(line(OUT, text)));
        err.forEach(text -> lines.add(line(ERR, text)));
        if (exitCode != 0) {
            lines.add(EXIT + " " + exitCode);
        }
        return lines;
    }

    private static String line(String prefix, String text) {
        return text.isEmpty() ? prefix : prefix + " " + text;
    }
}
