package io.dbvouch.cli;

import org.graalvm.nativeimage.VMRuntime;

/**
 * What only the native executable has to do. A class of its own, since GraalVM's classes are not there on a JVM.
 *
 * @see <a href="https://www.graalvm.org/latest/reference-manual/native-image/overview/Options/">-H:-ParseRuntimeOptions</a>
 */
final class NativeExecutable {
    private NativeExecutable() {}

    /**
     * Installs the signal handlers. The executable is built not to look for the runtime's options on the command line, and
     * the runtime then leaves its start to the program: without it a closed pipe kills the process, and Ctrl-C runs no
     * shutdown hook.
     */
    static void start() {
        VMRuntime.initialize();
    }
}
