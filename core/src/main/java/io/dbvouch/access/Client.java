package io.dbvouch.access;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program's side of an entry. None of it is proof: it is what this machine says of itself.
 *
 * @param host the machine's name
 * @param user the operating system's user
 * @param pid this process
 * @param command the command, such as {@code connect}
 * @param version the program's version
 */
public record Client(String host, String user, long pid, String command, String version) {
    /** Where Linux tells its name without asking the network. */
    private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** This process. */
    public static Client here(String command, String version) {
        return new Client(
                hostName(),
                System.getProperty("user.name", "?"),
                ProcessHandle.current().pid(),
                command,
                version);
    }

    /** As entries have it: a JSON object on one line. */
    public String json() {
        return AccessEventCodec.json(this);
    }

    private static String hostName() {
        try {
            return Files.exists(LINUX_HOST_NAME)
                    ? Files.readString(LINUX_HOST_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException _) {
            return "?";
        }
    }
}
