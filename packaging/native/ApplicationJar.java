import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Many jars as one. */
final class ApplicationJar {
    /** The same bytes from the same jars, whenever it is made. */
    static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private static final int JAVA_6 = 50;
    private static final int HASH_BYTES = 6;

    private ApplicationJar() {}

    /**
     * Writes them.
     *
     * @return the file, named by what is in it: what belongs to it can tell by its name
     */
    static Path write(Path jars, Path to) throws IOException, NoSuchAlgorithmException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (Stream<Path> files = Files.list(jars)) {
            for (Path file : files.sorted().toList()) {
                add(file, entries);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(LocalDateTime.ofInstant(TIME.toInstant(), ZoneOffset.UTC));
                jar.putNextEntry(entry);
                jar.write(each.getValue());
                jar.closeEntry();
            }
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        Path written = to.resolve("app-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + ".jar");
        Files.write(written, bytes.toByteArray());
        Files.setLastModifiedTime(written, TIME);
        return written;
    }

    /** A jar's entries as the JDK that runs this sees them: of several versions, the newest that it can use. */
    private static void add(Path file, Map<String, byte[]> entries) throws IOException {
        try (JarFile jar = new JarFile(file.toFile(), false, JarFile.OPEN_READ, Runtime.version())) {
            for (JarEntry entry : jar.versionedStream().toList()) {
                String name = entry.getName();
                if (entry.isDirectory() || name.endsWith("module-info.class") || isOfItsJarAlone(name)) {
                    continue;
                }
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                if (name.startsWith("META-INF/services/")) {
                    entries.merge(name, bytes, ApplicationJar::lines);
                } else {
                    entries.putIfAbsent(name, name.endsWith(".class") ? startable(jar, bytes) : bytes);
                }
            }
        }
    }

    private static boolean isOfItsJarAlone(String name) {
        return name.equals(JarFile.MANIFEST_NAME)
                || name.equals("META-INF/INDEX.LIST")
                || name.startsWith("META-INF/maven/")
                || name.startsWith("META-INF/native-image/");
    }

    private static byte[] startable(JarFile jar, byte[] bytes) {
        ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing(type -> open(jar, type))
                .orElse(ClassHierarchyResolver.defaultResolver());
        return TypeSwitches.writtenOut(current(bytes, hierarchy), hierarchy);
    }

    /**
     * Classes older than Java 6, which is all of picocli, are left out of AOT caches: the JDK verifies them the old way, each
     * time. With stack maps they are like any others.
     */
    private static byte[] current(byte[] bytes, ClassHierarchyResolver hierarchy) {
        int major = (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
        if (major >= JAVA_6) {
            return bytes;
        }
        ClassFile format = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ClassHierarchyResolverOption.of(hierarchy));
        // Not ACCEPT_ALL, which copies code as it is.
        CodeTransform anew = (code, element) -> code.with(element);
        return format.transformClass(
                format.parse(bytes),
                ClassTransform.transformingMethodBodies(anew)
                        .andThen(ClassTransform.endHandler(type -> type.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }

    /** Null where the class is not in the jar, as the resolver asks for. */
    private static InputStream open(JarFile jar, ClassDesc type) {
        String name = type.packageName().replace('.', '/') + "/" + type.displayName() + ".class";
        JarEntry entry = jar.getJarEntry(name);
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] lines(byte[] some, byte[] more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : List.of(some, new byte[] {'\n'}, more)) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
