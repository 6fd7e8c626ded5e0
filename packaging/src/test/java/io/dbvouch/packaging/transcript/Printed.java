package io.dbvouch.packaging.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Output in the form that transcripts have it in: every character can be seen, and folders have names. */
final class Printed {
    private Printed() {}

    /**
     * The lines of an output.
     *
     * @param folders what to write instead of a folder's path
     */
    static List<String> lines(String output, Map<String, String> folders) {
        if (output.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(output.split("\n", -1)));
        String last = lines.removeLast();
        List<String> shown = new ArrayList<>();
        lines.forEach(line -> shown.add(shown(line, folders)));
        if (!last.isEmpty()) {
            shown.add(shown(last, folders) + "[no newline]");
        }
        return shown;
    }

    private static String shown(String line, Map<String, String> folders) {
        String named = line;
        for (Map.Entry<String, String> folder : folders.entrySet()) {
            named = named.replace(folder.getKey(), folder.getValue());
        }
        StringBuilder shown = new StringBuilder();
        named.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format(Locale.ROOT, "[x%02x]", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return named.endsWith(" ") ? shown + "[eol]" : shown.toString();
    }
}
