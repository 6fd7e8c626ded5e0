package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Who there is, in a CSV file in UTF-8: a line of column names, one of which is {@code user}, then a line for each person.
 * Commas, semicolons or tabs separate the columns.
 */
public final class PeopleFile {
    private static final String COLUMN = "user";

    private PeopleFile() {}

    /**
     * The people's names, to the letter, in the file's order.
     *
     * @throws AccessException.BadConfiguration where it does not read, names nobody, somebody twice, or whom nobody can be
     */
    public static Set<String> read(Path file) {
        try {
            return parse(CsvText.of(Files.readAllBytes(file), file.toString()));
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw unreadable(file, "it is not yours to read", e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static AccessException unreadable(Path file, String why, IOException e) {
        return new AccessException.BadConfiguration("cannot read " + file + ": " + why, e).evidence("file", file);
    }

    static Set<String> parse(String text, String file) {
        return parse(CsvText.of(text.getBytes(StandardCharsets.UTF_8), file));
    }

    private static Set<String> parse(CsvText text) {
        String file = text.file();
        List<CsvText.Row> rows = text.rows(Set.of(COLUMN));
        int column = column(rows, file);
        Map<String, CsvText.Row> seen = new HashMap<>();
        Set<String> people = new LinkedHashSet<>();
        for (CsvText.Row row : rows.subList(1, rows.size())) {
            String name = column < row.values().size() ? row.values().get(column) : "";
            if (name.isEmpty()) {
                throw CsvText.refused(file, row.line(), "names nobody");
            }
            String why = PersonName.refusal(name);
            if (why != null) {
                throw CsvText.refused(file, row.line(), "\"" + name + "\" is no person's name: " + why);
            }
            CsvText.Row before = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), row);
            if (before != null) {
                throw CsvText.refused(
                        file,
                        row.line(),
                        people.contains(name)
                                ? "\"" + name + "\" is in line " + before.line() + ", too"
                                : "\"" + name + "\" is \"" + before.values().get(column) + "\" of line "
                                        + before.line()
                                        + " in other letters, upper and lower case, which no identity provider takes"
                                        + " for two people");
            }
            people.add(name);
        }
        if (people.isEmpty()) {
            // What is meant to be everybody, and is nobody, is more likely a file cut short.
            throw new AccessException.BadConfiguration(file + " names nobody").evidence("file", file);
        }
        return people;
    }

    private static int column(List<CsvText.Row> rows, String file) {
        List<String> names = rows.isEmpty()
                ? List.of()
                : rows.getFirst().values().stream().map(CsvText::columnName).toList();
        int column = names.indexOf(COLUMN);
        if (column < 0) {
            throw new AccessException.BadConfiguration(file + " has no column \"" + COLUMN + "\" in its first line"
                            + (names.isEmpty()
                                    ? ": it is empty"
                                    : ": it has " + quoted(rows.getFirst().values())))
                    .evidence("file", file);
        }
        if (column != names.lastIndexOf(COLUMN)) {
            throw CsvText.refused(file, rows.getFirst().line(), "there is more than one column \"" + COLUMN + "\"");
        }
        return column;
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(each -> "\"" + each + "\"").toList());
    }
}
