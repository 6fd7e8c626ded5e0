package io.dbvouch.share;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * A library that is in the program.
 *
 * @param licence SPDX's name of it, or an expression of several
 */
record Library(Path file, String group, String name, String version, String licence) {
    private static final Pattern NOTICE =
            Pattern.compile("META-INF/(.*/)?[^/]*(LICENSE|NOTICE)(\\.txt|\\.md)?", Pattern.CASE_INSENSITIVE);

    /** Those of a class path, but for what this build has made, by group and name. */
    static List<Library> of(String classPath) throws IOException {
        List<Library> libraries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path file = Path.of(entry);
            Optional<Pom> pom = Pom.of(file);
            if (pom.isPresent()) {
                Pom it = pom.get();
                libraries.add(
                        new Library(file, it.group(), it.artifact(), it.version(), String.join(" OR ", it.licences())));
            }
        }
        libraries.sort(Comparator.comparing(Library::group).thenComparing(Library::name));
        return List.copyOf(libraries);
    }

    String jar() {
        return name + "-" + version + ".jar";
    }

    /**
     * Its package URL.
     *
     * @see <a href="https://github.com/package-url/purl-spec/blob/main/types-doc/maven-definition.md">for Maven</a>
     */
    String purl() {
        return "pkg:maven/%s/%s@%s?type=jar".formatted(group, name, version);
    }

    /** The jar's SHA-256, in hexadecimal digits. */
    String sha256() throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The licences and notices that it brings along, by their place in the jar. */
    Map<String, String> notices() throws IOException {
        Map<String, String> notices = new TreeMap<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory() && NOTICE.matcher(entry.getName()).matches()) {
                    byte[] text = jar.getInputStream(entry).readAllBytes();
                    notices.put(entry.getName(), new String(text, StandardCharsets.UTF_8));
                }
            }
        }
        return notices;
    }
}
