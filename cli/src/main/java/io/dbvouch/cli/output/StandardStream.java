package io.dbvouch.cli.output;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The streams that the process was started with. */
public enum StandardStream {
    INPUT(0),
    OUTPUT(1),
    ERROR(2);

    private final int descriptor;

    StandardStream(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Whether it is a terminal. The JDK can say so of input and output together only. Linux shows in {@code /proc} what each
     * descriptor is (proc_pid_fd(5)); elsewhere the JDK's answer has to do.
     */
    // It is null where neither is a terminal: JDK 25 went back to that (JDK-8351435).
    @SuppressWarnings("SystemConsoleNull")
    public boolean isTerminal() {
        try {
            return isTerminalDevice(Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)));
        } catch (IOException | UnsupportedOperationException _) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    /** pts(4), tty(4), ttyS(4), console(4), and the hypervisor's console. */
    static boolean isTerminalDevice(Path path) {
        Path folder = path.getParent();
        Path name = path.getFileName();
        if (folder == null || name == null) {
            return false;
        }
        return switch (folder.toString()) {
            case "/dev/pts" -> true;
            case "/dev" ->
                name.toString().startsWith("tty")
                        || name.toString().startsWith("hvc")
                        || name.toString().equals("console");
            default -> false;
        };
    }
}
