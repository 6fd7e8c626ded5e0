package io.dbvouch.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A POM in the local repository, as far as it tells whose a library is.
 *
 * @param repository the local repository's folder
 * @see <a href="https://maven.apache.org/pom.html#licenses">licenses</a>, which a POM has from its parent where it has none
 */
record Pom(Path repository, Element project) {
    /** The POM of a jar in the local repository; nothing where the jar comes from somewhere else: from this build. */
    static Optional<Pom> of(Path jar) throws IOException {
        Path version = jar.resolveSibling("");
        Path file = Path.of(jar.toString().replaceAll("\\.jar$", ".pom"));
        if (!jar.toString().endsWith(".jar") || !Files.exists(file)) {
            return Optional.empty();
        }
        Element project = parse(file);
        Path repository = version;
        for (int i = 0; i < group(project).split("\\.", -1).length + 2; i++) {
            repository = repository.resolveSibling("");
        }
        return Optional.of(new Pom(repository, project));
    }

    private static Element parse(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no POM", e);
        }
    }

    private static String group(Element project) {
        return text(project, "groupId")
                .or(() -> child(project, "parent").flatMap(it -> text(it, "groupId")))
                .orElseThrow();
    }

    String group() {
        return group(project);
    }

    String artifact() {
        return text(project, "artifactId").orElseThrow();
    }

    String version() {
        return text(project, "version")
                .or(() -> child(project, "parent").flatMap(parent -> text(parent, "version")))
                .orElseThrow();
    }

    /**
     * SPDX's names of the licences.
     *
     * @throws IllegalStateException where there are none, or one that nobody has looked at yet
     */
    List<String> licences() throws IOException {
        Element at = project;
        while (true) {
            List<String> licences = new ArrayList<>();
            for (Element licence : children(at, "licenses").stream()
                    .flatMap(list -> children(list, "license").stream())
                    .toList()) {
                licences.add(spdx(
                        text(licence, "name").orElse(""), text(licence, "url").orElse("")));
            }
            Optional<Element> parent = child(at, "parent");
            if (!licences.isEmpty() || parent.isEmpty()) {
                if (licences.isEmpty()) {
                    throw new IllegalStateException(artifact() + " does not say which licence it is under");
                }
                return licences;
            }
            String name = text(parent.get(), "artifactId").orElseThrow();
            String version = text(parent.get(), "version").orElseThrow();
            at = parse(repository
                    .resolve(text(parent.get(), "groupId").orElseThrow().replace('.', '/'))
                    .resolve(name)
                    .resolve(version)
                    .resolve(name + "-" + version + ".pom"));
        }
    }

    private static String spdx(String name, String url) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("apache") && lower.contains("2.0")) {
            return "Apache-2.0";
        }
        if (lower.contains("bsd-2-clause")) {
            return "BSD-2-Clause";
        }
        if (lower.contains("bsd") && url.endsWith("/BSD-3-Clause")) {
            return "BSD-3-Clause";
        }
        if (lower.equals("mit-0")) {
            return "MIT-0";
        }
        if (lower.matches("(the )?mit( license)?")) {
            return "MIT";
        }
        throw new IllegalStateException(
                "\"" + name + "\" is a licence that is not known here: look whether it goes with ours");
    }

    private static Optional<String> text(Element parent, String name) {
        return child(parent, name).map(element -> element.getTextContent().strip());
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}
