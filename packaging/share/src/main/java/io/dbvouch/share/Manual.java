package io.dbvouch.share;

import io.dbvouch.share.Command.Argument;
import io.dbvouch.share.Command.Option;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The man pages: one for the program, one for each command with those below it, one for the configuration.
 *
 * <p>What a model does not tell is in a resource named like the page: Markdown, in which {@code {{README heading}}} stands for
 * the README's table of that heading. What stands before its first heading goes on where the model's description ends.
 */
final class Manual {
    private static final Pattern TABLE = Pattern.compile("^\\{\\{README (.+)}}$", Pattern.MULTILINE);

    private final Command program;
    private final Readme readme;
    private final String date;
    private final String source;

    /**
     * The pages of {@code program}.
     *
     * @param date ISO 8601, a day
     */
    Manual(Command program, Readme readme, String version, String date) {
        this.program = program;
        this.readme = readme;
        this.date = date;
        this.source = "dbvouch " + version;
    }

    /** All pages, by file name. */
    Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        pages.put("dbvouch.1", page(program));
        for (Command command : program.commands()) {
            pages.put("dbvouch-" + command.path().getFirst() + ".1", page(command));
        }
        pages.put("dbvouch.toml.5", configuration());
        return pages;
    }

    private String page(Command command) {
        String name = command.name().replace(' ', '-');
        Roff roff = new Roff(name, 1, date, source);
        roff.section("NAME").text(Roff.prose(name) + " \\- " + Roff.prose(uncapitalised(command.summary())));
        roff.section("SYNOPSIS").text(synopsis(command));
        roff.section("DESCRIPTION").paragraph(Roff.prose(command.summary()));
        String byHand = byHand(name);
        int heading = ("\n" + byHand).indexOf("\n## ");
        Markdown.write(heading < 0 ? byHand : byHand.substring(0, heading), roff);
        if (!command.commands().isEmpty()) {
            roff.section("COMMANDS");
            command.commands().forEach(below -> below(command, below, roff));
        }
        roff.section("OPTIONS");
        arguments(command, roff);
        options(command, roff, true);
        Markdown.write(heading < 0 ? "" : byHand.substring(heading), roff);
        roff.section("SEE ALSO").text(seeAlso(name));
        return roff.toString();
    }

    /** Of the program a list; of a command all there is, as it has no page of its own. */
    private void below(Command above, Command command, Roff roff) {
        if (above.path().isEmpty()) {
            roff.item(reference("dbvouch-" + command.path().getLast(), 1), Roff.prose(command.summary()));
            return;
        }
        roff.subsection(command.path().getLast());
        roff.paragraph(synopsis(command));
        roff.paragraph(Roff.prose(command.summary()));
        arguments(command, roff);
        options(command, roff, false);
    }

    private static void arguments(Command command, Roff roff) {
        for (Argument argument : command.arguments()) {
            roff.item(Roff.italic(argument.label()), Roff.prose(argument.summary()));
        }
    }

    private static void options(Command command, Roff roff, boolean everywhere) {
        List<Option> options = new ArrayList<>();
        command.options().stream().filter(option -> !option.everywhere()).forEach(options::add);
        if (everywhere) {
            command.options().stream().filter(Option::everywhere).forEach(options::add);
        }
        for (Option option : options) {
            List<String> names = new ArrayList<>();
            for (String name : option.names()) {
                String separator = option.label() == null ? "" : name.startsWith("--") ? "=" : " ";
                names.add(Roff.bold(name) + separator + Roff.italic(option.label() == null ? "" : option.label()));
            }
            roff.item(String.join(", ", names), Roff.prose(option.summary()));
        }
    }

    private static String synopsis(Command command) {
        String written = command.synopsis();
        if (written != null) {
            return Roff.bold(command.name())
                    + Roff.literal(written.substring(command.name().length()));
        }
        StringBuilder line = new StringBuilder(Roff.bold(command.name())).append(Roff.literal(" [OPTION].."));
        if (!command.commands().isEmpty()) {
            line.append(" ").append(Roff.italic("COMMAND"));
        }
        for (Argument argument : command.arguments()) {
            String label = Roff.italic(argument.label());
            line.append(argument.required() ? " " + label : " [" + label + "]");
        }
        return line.toString();
    }

    private String configuration() {
        String name = "dbvouch.toml";
        Roff roff = new Roff(name, 5, date, source);
        roff.section("NAME").text(Roff.prose(name) + " \\- the targets that dbvouch knows");
        Markdown.write(byHand(name), roff);
        roff.section("SEE ALSO").text(seeAlso(name));
        return roff.toString();
    }

    private String seeAlso(String self) {
        List<String> pages = new ArrayList<>();
        pages.add(reference("dbvouch", 1));
        program.commands()
                .forEach(command ->
                        pages.add(reference("dbvouch-" + command.path().getLast(), 1)));
        pages.add(reference("psql", 1));
        pages.add(reference("dbvouch.toml", 5));
        pages.remove(reference(self, self.equals("dbvouch.toml") ? 5 : 1));
        return String.join(",\n", pages);
    }

    private static String reference(String page, int section) {
        return Roff.bold(page) + "(" + section + ")";
    }

    /** What is written by hand of a page; nothing where there is nothing to add. */
    private String byHand(String page) {
        try (InputStream in = Manual.class.getResourceAsStream(page + ".md")) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return TABLE.matcher(text).replaceAll(table -> Matcher.quoteReplacement(readme.table(table.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As whatis(1) shows it: no sentence. */
    private static String uncapitalised(String sentence) {
        String text = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return text.startsWith("SQL") ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
