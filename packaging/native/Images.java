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
 * Makes a program's folder runnable: a Java runtime of the modules that are used, and a launcher, named like the folder.
 *
 * <p>Run by the build with the JDK that it compiles with, as a source file: {@code Images <folder> <main class> <modules>}.
 * The jars lie in {@code <folder>/lib/jars} by then.
 */
final class Images {
    private Images() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        String mainClass = args[1];
        String modules = args[2];
        Path runtime = folder.resolve("lib/runtime");
        delete(runtime);
        run(
                "jlink",
                "--add-modules",
                modules,
                "--output",
                runtime.toString(),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages");
        Path launcher = folder.resolve("bin").resolve(folder.getFileName());
        Files.createDirectories(launcher.getParent());
        Files.writeString(launcher, launcher(mainClass));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A program that runs for less than a second wants neither the optimising compiler nor a parallel collector. */
    private static String launcher(String mainClass) {
        return """
            #!/bin/sh
            # Finds its folder, also through symbolic links, and starts Java there.
            self=$0
            while [ -L "$self" ]; do
              link=$(readlink "$self")
              case $link in
                /*) self=$link ;;
                *) self=${self%%/*}/$link ;;
              esac
            done
            case $self in
              */*) folder=${self%%/*} ;;
              *) folder=. ;;
            esac
            home=$folder/..
            exec "$home/lib/runtime/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \\
              --enable-native-access=ALL-UNNAMED -cp "$home/lib/jars/*" %s "$@"
            """.formatted(mainClass);
    }

    private static void run(String tool, String... arguments) {
        int exit = ToolProvider.findFirst(tool)
                .orElseThrow()
                .run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
        if (exit != 0) {
            throw new IllegalStateException(tool + " " + List.of(arguments) + " ended with " + exit);
        }
    }

    private static void delete(Path folder) throws IOException {
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
