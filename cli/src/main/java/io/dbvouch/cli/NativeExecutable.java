package io.dbvouch.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.nativeimage.VMRuntime;

/**
 * What only the native executable has to do. A class of its own, since GraalVM's classes are not there on a JVM.
 *
 * @see <a href="https://www.graalvm.org/latest/reference-manual/native-image/overview/Options/">-H:-ParseRuntimeOptions</a>
 */
final class NativeExecutable {
    private static final int STANDARD_STREAMS = 3;

    /** For as long as the program runs. */
    private static final List<InputStream> IN_PLACE_OF_CLOSED = inPlaceOfClosed();

    private NativeExecutable() {}

    /**
     * Installs the signal handlers. The executable is built not to look for the runtime's options on the command line, and
     * the runtime then leaves its start to the program: without it a closed pipe kills the process, and Ctrl-C runs no
     * shutdown hook.
     *
     * @return how many standard streams the caller had closed
     */
    static int start() {
        VMRuntime.initialize();
        return IN_PLACE_OF_CLOSED.size();
    }

    /**
     * Whatever is opened next gets the lowest descriptor that is free. Where the caller closed a standard stream that would be
     * the stream's: a token could be written to the ledger's own file. Held open for reading, it refuses to be written to, as
     * it would closed. A JVM has files of its own open before it gets here.
     */
    private static List<InputStream> inPlaceOfClosed() {
        List<InputStream> held = new ArrayList<>();
        for (int descriptor = 0; descriptor < STANDARD_STREAMS; descriptor++) {
            if (Files.notExists(Path.of("/dev/fd/" + descriptor), LinkOption.NOFOLLOW_LINKS)) {
                try {
                    held.add(new FileInputStream("/dev/null"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return List.copyOf(held);
    }
}
