package io.dbvouch.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime image's jar has nothing that the JDK would make classes for at start. */
final class ApplicationJarTest {
    @TempDir
    Path folder;

    @Test
    void classes_patternSwitches_areWrittenOut() throws IOException, InterruptedException {
        List<String> calls = new ArrayList<>();
        try (JarFile jar = new JarFile(Installation.in(folder).jar().toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith("io/dbvouch/") && entry.getName().endsWith(".class")) {
                    calls.addAll(dynamicCalls(jar, entry));
                }
            }
        }

        assertThat(calls).contains("metafactory").doesNotContain("typeSwitch");
    }

    private static List<String> dynamicCalls(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return ClassFile.of().parse(in.readAllBytes()).methods().stream()
                    .flatMap(method -> method.code().stream())
                    .flatMap(code -> code.elementStream())
                    .filter(InvokeDynamicInstruction.class::isInstance)
                    .map(call ->
                            ((InvokeDynamicInstruction) call).bootstrapMethod().methodName())
                    .toList();
        }
    }
}
