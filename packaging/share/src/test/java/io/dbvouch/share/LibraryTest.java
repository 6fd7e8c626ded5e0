package io.dbvouch.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path repository;

    @Test
    void library_withALicenceOfItsOwn_isReadFromItsPom() throws IOException {
        Path jar =
                artifact("org.example", "tool", "1.2", "<groupId>org.example</groupId>" + licence("The MIT License"));

        assertThat(Library.of(jar.toString()))
                .containsExactly(new Library(jar, "org.example", "tool", "1.2", "MIT"))
                .first()
                .returns("pkg:maven/org.example/tool@1.2?type=jar", Library::purl);
    }

    @Test
    void library_withoutALicence_hasItsParents() throws IOException {
        artifact(
                "org.example.up",
                "top",
                "9",
                "<groupId>org.example.up</groupId>" + licence("Apache License, Version 2.0"));
        Path jar = artifact("org.example.up", "leaf", "2", """
            <parent><groupId>org.example.up</groupId><artifactId>top</artifactId><version>9</version></parent>
            """);

        assertThat(Library.of(jar.toString())).extracting(Library::licence).containsExactly("Apache-2.0");
    }

    @Test
    void library_withALicenceThatNobodyHasLookedAt_isRefused() throws IOException {
        Path jar = artifact("org.example", "tool", "1", "<groupId>org.example</groupId>" + licence("Proprietary"));

        assertThatThrownBy(() -> Library.of(jar.toString()))
                .hasMessageContaining("\"Proprietary\" is a licence that is not");
    }

    @Test
    void library_thatSaysNothing_isRefused() throws IOException {
        Path jar = artifact("org.example", "tool", "1", "<groupId>org.example</groupId>");

        assertThatThrownBy(() -> Library.of(jar.toString())).hasMessage("tool does not say which licence it is under");
    }

    @Test
    void classPath_ofThisBuild_isNoLibrary() throws IOException {
        Path classes = Files.createDirectories(repository.resolve("target/classes"));
        Path jar = Files.writeString(repository.resolve("target/own-1.jar"), "");

        assertThat(Library.of(classes + ":" + jar)).isEmpty();
    }

    @Test
    void bom_ofTheSameParts_isTheSameBytes() throws IOException {
        Path jar = artifact("org.example", "tool", "1", "<groupId>org.example</groupId>" + licence("MIT"));
        Files.writeString(repository.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_RUNTIME_VERSION=\"25+1\"\n");
        List<Library> libraries = Library.of(jar.toString());
        JavaHome java = JavaHome.read(repository);

        assertThat(new Bom("1", libraries, java).json())
                .isEqualTo(new Bom("1", libraries, java).json())
                .contains(
                        "\"publisher\": \"Somebody\"",
                        "\"version\": \"25+1\"",
                        "\"purl\": \"pkg:maven/org.example/tool@1");
    }

    private static String licence(String name) {
        return "<licenses><license><name>" + name + "</name></license></licenses>";
    }

    private Path artifact(String group, String name, String version, String more) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve(group.replace('.', '/')).resolve(name).resolve(version));
        Files.writeString(
                folder.resolve(name + "-" + version + ".pom"),
                "<project><artifactId>" + name + "</artifactId><version>" + version + "</version>" + more
                        + "</project>");
        return Files.writeString(folder.resolve(name + "-" + version + ".jar"), "");
    }
}
