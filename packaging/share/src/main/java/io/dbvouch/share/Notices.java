package io.dbvouch.share;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whose work is in the program and under which licences: {@code copyright} in Debian's form, {@code third-party.txt} with what
 * the libraries want to be passed on, Java's legal notices, and the bill of materials.
 *
 * <p>Run by the build: {@code <file with the program's class path> <version> <image> <java home, or - for its
 * own> <modules>}.
 *
 * @see <a href="https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/">copyright format 1.0</a>
 */
final class Notices {
    private static final String RULE = "=".repeat(80) + "\n";

    private final List<Library> libraries;
    private final JavaHome java;
    private final Properties holders = new Properties();

    private Notices(List<Library> libraries, JavaHome java) throws IOException {
        this.libraries = libraries;
        this.java = java;
        holders.load(new StringReader(Scripts.read("copyright.properties")));
    }

    public static void main(String[] args) throws IOException {
        List<Library> libraries = Library.of(Files.readString(Path.of(args[0])).strip());
        Path image = Path.of(args[2]);
        JavaHome java = JavaHome.read(Path.of(args[3].equals("-") ? System.getProperty("java.home") : args[3]));
        Path folder = image.resolve("share/doc/dbvouch");
        // Of an image of the other kind there may be more.
        delete(folder);
        Files.createDirectories(folder);
        Notices notices = new Notices(libraries, java);
        boolean executable = !Files.exists(image.resolve("lib"));
        Files.writeString(folder.resolve("copyright"), notices.copyright(executable));
        Files.writeString(folder.resolve("third-party.txt"), notices.thirdParty());
        Files.writeString(folder.resolve("dbvouch.cdx.json"), new Bom(args[1], libraries, java).json());
        if (executable) {
            legal(java, folder.resolve("java"), List.of(args[4].split(",", -1)));
        }
    }

    /** Of the modules that are used; a runtime image has them in itself. */
    private static void legal(JavaHome java, Path to, List<String> modules) throws IOException {
        try (Stream<Path> files = Files.walk(java.folder(), 3)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path place = java.folder().relativize(file);
                boolean ofModule = place.getNameCount() == 3
                        && place.startsWith("legal")
                        && modules.contains(place.getName(1).toString());
                boolean ofAll =
                        place.getNameCount() == 1 && place.toString().matches("(?i).*(licen[cs]e|notice|third).*");
                // Most are links to those of java.base.
                boolean again = Files.isSymbolicLink(file);
                if ((ofModule || ofAll) && !again) {
                    Files.createDirectories(to.resolve(place).getParent());
                    Files.write(to.resolve(place), Files.readAllBytes(file));
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    String copyright(boolean executable) {
        StringBuilder file = new StringBuilder("""
            Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
            Upstream-Name: dbvouch
            Comment:
             The libraries named below are in the program. What they want to be passed on
             is in third-party.txt, and in what form the program has them in
             dbvouch.cdx.json, both beside this file.

            Files: *
            Copyright: the dbvouch authors
            License: Apache-2.0
            """);
        Map<String, List<String>> jars = new LinkedHashMap<>();
        for (Library library : libraries) {
            jars.computeIfAbsent(holder(library) + "\nLicense: " + library.licence(), _ -> new ArrayList<>())
                    .add(library.jar());
        }
        jars.forEach((terms, names) -> file.append("\nFiles:\n ")
                .append(String.join("\n ", names))
                .append("\nCopyright: ")
                .append(terms)
                .append('\n'));
        file.append("""

            Files: %s
            Copyright: Oracle and/or its affiliates, and others
            License: GPL-2 with Classpath exception
            Comment:
             %s %s, by %s. Its source is at
             %s.
             Notices of its parts are in %s.
            """.formatted(
                        executable ? "usr/bin/dbvouch" : "usr/lib/dbvouch/lib/runtime/*",
                        java.name(),
                        java.version(),
                        java.vendor(),
                        java.source(),
                        executable ? "java, beside this file" : "/usr/lib/dbvouch/lib/runtime/legal"));
        libraries.stream()
                .map(Library::licence)
                .distinct()
                .sorted()
                .forEach(licence -> file.append("\nLicense: %s\n".formatted(licence))
                        .append(indented(Scripts.read("licence-" + licence + ".txt"))));
        return file.append("\nLicense: GPL-2 with Classpath exception\n")
                .append(indented(Scripts.read("licence-GPL-2-CE.txt")))
                .toString();
    }

    private String holder(Library library) {
        String holder = holders.getProperty(library.group());
        if (holder == null) {
            throw new IllegalStateException("copyright.properties does not name who holds the copyright of "
                    + library.group() + ":" + library.name());
        }
        return holder;
    }

    /** Once, where several libraries have the same. */
    String thirdParty() throws IOException {
        Map<String, List<String>> notices = new LinkedHashMap<>();
        for (Library library : libraries) {
            Map<String, String> own = new TreeMap<>(library.notices());
            if (own.isEmpty()) {
                own.put(
                        "licence " + library.licence(),
                        "Copyright " + holder(library) + "\n\n"
                                + Scripts.read("licence-" + library.licence() + ".txt"));
            }
            own.forEach((place, text) -> notices.computeIfAbsent(text.strip(), _ -> new ArrayList<>())
                    .add(library.jar() + ", " + place));
        }
        StringBuilder file = new StringBuilder();
        notices.forEach((text, places) -> file.append(RULE)
                .append(String.join("\n", places))
                .append('\n')
                .append(RULE)
                .append('\n')
                .append(text.replace("\r\n", "\n"))
                .append("\n\n"));
        return file.toString();
    }

    /** A line of a field's value begins with a blank, and an empty one is a dot. */
    private static String indented(String text) {
        StringBuilder lines = new StringBuilder();
        text.strip()
                .lines()
                .forEach(line ->
                        lines.append(' ').append(line.isBlank() ? "." : line).append('\n'));
        return lines.toString();
    }
}
