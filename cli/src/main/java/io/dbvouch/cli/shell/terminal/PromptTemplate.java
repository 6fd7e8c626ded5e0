package io.dbvouch.cli.shell.terminal;

import io.dbvouch.cli.output.TerminalText;
import org.jspecify.annotations.Nullable;

/**
 * What {@code PROMPT1} and its like stand for (PostgreSQL, {@code get_prompt} in {@code src/bin/psql/prompt.c}). What comes
 * from elsewhere, such as a database's name, cannot control the terminal; what a person writes into the template can.
 */
public final class PromptTemplate {
    private PromptTemplate() {}

    /** What a template may ask for. */
    public interface Values {
        /** The value of {@code %c}; null where there is no such thing. */
        @Nullable
        String value(char c);

        /** The value of the variable in {@code %:name:}. */
        @Nullable
        String variable(String name);
    }

    /** The prompt. */
    public static String expand(String template, Values values) {
        StringBuilder prompt = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '%' || at == template.length()) {
                prompt.append(c);
                continue;
            }
            char what = template.charAt(at++);
            if (what >= '0' && what <= '7') {
                int end = at;
                while (end < template.length() && end < at + 2 && isOctal(template.charAt(end))) {
                    end++;
                }
                prompt.append((char) (Integer.parseInt(template.substring(at - 1, end), 8) & 0xFF));
                at = end;
            } else if (what == ':' || what == '`') {
                int end = template.indexOf(what, at);
                String name = template.substring(at, end < 0 ? template.length() : end);
                at = end < 0 ? template.length() : end + 1;
                // Programs are not run from here.
                prompt.append(what == ':' ? safe(values.variable(name)) : "");
            } else if (what != '[' && what != ']') {
                String value = values.value(what);
                prompt.append(value == null ? String.valueOf(what) : safe(value));
            }
        }
        return prompt.toString();
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private static String safe(@Nullable String text) {
        return text == null ? "" : TerminalText.lines(text).replace("\n", "\\n").replace("\t", "\\t");
    }
}
