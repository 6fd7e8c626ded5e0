package io.dbvouch.packaging.psql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The scripts that both programs run, and those of which it is known that they do not do the same. */
final class Corpus {
    /** Every script in the folder {@code differs}, with the reason. All else is the same, to the byte. */
    static final Map<String, String> DIFFERENCES = Map.ofEntries(
            Map.entry("collations.sql", "psql 15 asks for a column that version 17 has renamed, and fails"),
            Map.entry(
                    "copy-csv-end.sql",
                    "psql 15 sends the line that ends CSV data to the server, where version 18 takes it for data;"
                            + " psql 18 does not"),
            Map.entry("databases.sql", "psql 15 asks for a column that version 17 has renamed, and fails"),
            Map.entry(
                    "fetch-count.sql",
                    "psql 15 puts a query of FETCH_COUNT behind a line of its own, which makes it a cursor and takes"
                            + " no SELECT INTO; psql 17 does not, and neither is it done here"),
            Map.entry(
                    "help.sql",
                    "what a statement may hold is PostgreSQL's own text, which is not copied here: its page is"
                            + " named, for the server's version"),
            Map.entry(
                    "hidden-queries.sql",
                    "the queries behind backslash commands are our own; ECHO_HIDDEN shows those that are sent"),
            Map.entry("latex.sql", "nobody has asked for LaTeX and troff yet; JSON is there instead"),
            Map.entry(
                    "nul.sql",
                    "psql drops a zero byte together with the end of its line; here the statement is refused, and"
                            + " the next one run"),
            Map.entry(
                    "programs.sql",
                    "programs are run from scripts only where the target says allow_shell; the scripts in the folder"
                            + " \"allowed\" are about that"),
            Map.entry(
                    "rule-results.sql",
                    "of several results of one rewritten statement, the driver has the last one only"),
            Map.entry(
                    "statistics.sql",
                    "psql 15 does not know that version 17 has no number for the default target, and shows nothing"
                            + " for it"),
            Map.entry(
                    "version.sql",
                    "the variables tell what program it is: scripts that compare VERSION_NUM find version 15"),
            Map.entry(
                    "zero-width.sql",
                    "characters that format text, such as U+200B, have no width from psql 16 on; psql 15 gives them"
                            + " a column"));

    private final Path folder;

    Corpus() {
        folder = Path.of(Objects.requireNonNull(System.getProperty("dbvouch.psql"), "dbvouch.psql"));
    }

    /** The scripts that are the same, by name. */
    List<String> same() throws IOException {
        return names(folder);
    }

    /** Those that are not. */
    List<String> differing() throws IOException {
        return names(folder.resolve("differs"));
    }

    /** Scripts that run programs, and are the same where that is allowed. */
    List<String> allowed() throws IOException {
        return names(folder.resolve("allowed"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    /** Copies all of it, so that what scripts write is not written into the sources. */
    void copyTo(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> {
                try {
                    Path to = target.resolve(folder.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(file, to);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** How many statements and backslash commands there are: lines that end or begin one. */
    long cases() throws IOException {
        long count = 0;
        for (String name : same()) {
            // Some files are no UTF-8; what is counted by is ASCII.
            count += Files.readAllLines(folder.resolve(name), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("\\") || line.endsWith(";") || line.contains(" \\g"))
                    .count();
        }
        return count;
    }
}
