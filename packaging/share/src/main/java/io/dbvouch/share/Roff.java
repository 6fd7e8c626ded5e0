package io.dbvouch.share;

/**
 * A man page in the language of man(7).
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/groff_man.7.html">groff_man(7)</a>, and <a
 *     href="https://mandoc.bsd.lv/man/mandoc_char.7.html">mandoc_char(7)</a> for the escapes
 */
final class Roff {
    private final StringBuilder page = new StringBuilder();

    /** A heading begins a paragraph, and one more is a mistake. */
    private boolean belowHeading;

    /**
     * Begins a page.
     *
     * @param date ISO 8601, a day
     * @param source the program and its version
     */
    Roff(String name, int section, String date, String source) {
        page.append(".\\\" Made from the program's own commands; changes belong there.\n");
        line(".TH "
                + String.join(
                        " ",
                        argument(name),
                        String.valueOf(section),
                        argument(date),
                        argument(source),
                        argument("dbvouch")));
        // Lines of options and names are ugly when they are stretched.
        line(".ad l");
    }

    private static String argument(String text) {
        return '"' + prose(text) + '"';
    }

    Roff section(String heading) {
        line(".SH " + prose(heading));
        belowHeading = true;
        return this;
    }

    Roff subsection(String heading) {
        line(".SS " + prose(heading));
        belowHeading = true;
        return this;
    }

    /** @param text as {@link Inline} makes it */
    Roff paragraph(String text) {
        return begin().line(guarded(text));
    }

    /** Lines right below a heading. */
    Roff text(String text) {
        return line(guarded(text));
    }

    /** A term, and below it, indented, what is said of it. */
    Roff item(String term, String text) {
        return line(".TP").line(guarded(term)).line(guarded(text));
    }

    Roff bullet(String text) {
        return line(".IP \\(bu 2").line(guarded(text));
    }

    /** Lines to the letter. */
    Roff example(String lines) {
        begin().line(".RS 4").line(".EX");
        lines.lines().forEach(each -> line(guarded(literal(each))));
        return line(".EE").line(".RE");
    }

    private Roff begin() {
        return belowHeading ? this : line(".PP");
    }

    private Roff line(String text) {
        belowHeading = false;
        page.append(text).append('\n');
        return this;
    }

    /** A dot or a quote at the beginning of a line makes it a request. */
    private static String guarded(String text) {
        return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
    }

    /** Text to read: a dash may become a hyphen, a quote a typographic one. */
    static String prose(String text) {
        return escaped(text, false);
    }

    /** Text to type, of which every character stays what it is. */
    static String literal(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean literal) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\e");
                case '"' -> escaped.append("\\(dq");
                case '-' -> escaped.append(literal ? "\\-" : "-");
                case '\'' -> escaped.append(literal ? "\\(aq" : "'");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                    if (c < 0x80) {
                        escaped.appendCodePoint(c);
                    } else {
                        escaped.append("\\[u%04X]".formatted(c));
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** Not to be hyphenated, as italics are not. */
    static String bold(String text) {
        return text.isEmpty() ? "" : "\\fB\\%" + literal(text) + "\\fR";
    }

    static String italic(String text) {
        return text.isEmpty() ? "" : "\\fI\\%" + literal(text) + "\\fR";
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
