package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who there is, in a CSV file in UTF-8: a line of column names, one of which is {@code user}, then a line for each person.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class PeopleFile {
    private static final String COLUMN = "user";

    private PeopleFile() {}

    /**
     * The people's names, to the letter, in the file's order.
     *
     * @throws AccessException.BadConfiguration where it does not read, names nobody, or somebody twice
     */
    public static Set<String> read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new AccessException.BadConfiguration("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static Set<String> parse(String text, String file) {
        List<List<String>> records = records(text, file);
        int column = records.isEmpty() ? -1 : records.getFirst().indexOf(COLUMN);
        if (column < 0) {
            throw new AccessException.BadConfiguration(file + " has no column \"" + COLUMN + "\" in its first line")
                    .evidence("file", file);
        }
        Set<String> people = new LinkedHashSet<>();
        for (List<String> row : records.subList(1, records.size())) {
            String name = column < row.size() ? row.get(column) : "";
            if (name.isEmpty()) {
                throw new AccessException.BadConfiguration(file + " has a line that names nobody")
                        .evidence("file", file);
            }
            if (!people.add(name)) {
                throw new AccessException.BadConfiguration(file + " names \"" + name + "\" twice")
                        .evidence("file", file);
            }
        }
        if (people.isEmpty()) {
            // What is meant to be everybody, and is nobody, is more likely a file cut short.
            throw new AccessException.BadConfiguration(file + " names nobody").evidence("file", file);
        }
        return people;
    }

    private static List<List<String>> records(String text, String file) {
        List<List<String>> records = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        // A byte order mark is no part of the first name.
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String whole = body.endsWith("\n") ? body : body + "\n";
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (quoted) {
                if (c != '"') {
                    value.append(c);
                } else if (whole.charAt(i + 1) == '"') {
                    value.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && value.isEmpty()) {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(value.toString());
                value.setLength(0);
                if (c == '\n') {
                    if (row.size() > 1 || !row.getFirst().isEmpty()) {
                        records.add(row);
                    }
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                value.append(c);
            }
        }
        if (quoted) {
            throw new AccessException.BadConfiguration(file + " ends inside quotes").evidence("file", file);
        }
        return records;
    }
}
