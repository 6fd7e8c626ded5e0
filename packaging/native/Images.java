import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes a program's folder runnable: a Java runtime of the modules that are used, one jar, an AOT cache where there is a
 * rehearsal for it, and a launcher, named like the folder.
 *
 * <p>Run by the build with the JDK that it compiles with, as a source file: {@code Images <folder> <main class> <modules>
 * [<rehearsal class> <sandbox launcher>]}. The jars lie in {@code <folder>/lib/jars} by then, and are gone afterwards.
 */
final class Images {
    private Images() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]).toAbsolutePath();
        String mainClass = args[1];
        Path lib = folder.resolve("lib");
        clear(lib);
        runtime(lib.resolve("runtime"), args[2]);
        Path jar = ApplicationJar.write(lib.resolve("jars"), lib);
        delete(lib.resolve("jars"));
        Path launcher = folder.resolve("bin").resolve(folder.getFileName());
        delete(launcher.getParent());
        boolean rehearsed = args.length > 3;
        if (rehearsed) {
            AotCache.write(lib, jar, mainClass, args[3], Path.of(args[4]).toAbsolutePath());
        }
        // Last: where it is, all is.
        Files.createDirectories(launcher.getParent());
        Files.writeString(launcher, Launcher.script(jar, mainClass, rehearsed));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Leaves nothing of an earlier build. */
    private static void clear(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("jars")) {
                    delete(file);
                }
            }
        }
    }

    private static void runtime(Path runtime, String modules) {
        // Compressed: what runs comes out of the AOT cache, not from the modules.
        run(
                "jlink",
                "--add-modules",
                modules,
                "--output",
                runtime.toString(),
                "--strip-debug",
                "--compress=zip-6",
                "--no-header-files",
                "--no-man-pages");
    }

    private static void run(String tool, String... arguments) {
        int exit = ToolProvider.findFirst(tool)
                .orElseThrow()
                .run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
        if (exit != 0) {
            throw new IllegalStateException(tool + " " + List.of(arguments) + " ended with " + exit);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
