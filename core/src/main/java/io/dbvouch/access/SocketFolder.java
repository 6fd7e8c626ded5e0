package io.dbvouch.access;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.InstantSource;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** A folder of mode 0700 with one socket in it, named as libpq looks for it; gone when this is closed. */
final class SocketFolder implements AutoCloseable {
    /** Any number will do: it is a part of the socket's name. */
    static final int PORT = 5432;

    /** {@code sun_path} of {@code unix(7)} has 108 bytes, of which the last one is a zero. */
    private static final int LONGEST_PATH = 107;

    private static final String PREFIX = "dbvouch-";
    private static final String SOCKET = ".s.PGSQL." + PORT;

    private final Path folder;
    private final UserPrincipal owner;

    private SocketFolder(Path folder, UserPrincipal owner) {
        this.folder = folder;
        this.owner = owner;
    }

    /**
     * Makes one, in {@code XDG_RUNTIME_DIR}, or where there is none in {@code TMPDIR} or {@code /tmp}, and removes those there that
     * nobody has removed.
     *
     * @throws AccessException.Failed where it cannot be made, or its path is none for a socket, or for libpq
     */
    static SocketFolder create(Map<String, String> environment) {
        Path base = base(environment);
        if (base.toString().contains(",")) {
            throw new AccessException.Failed("libpq takes the comma in " + base + " for the end of a host's name")
                    .hint("name a folder without one: XDG_RUNTIME_DIR=/run/user/$(id -u) or TMPDIR=/tmp");
        }
        try {
            Path folder = Files.createTempDirectory(
                    base, PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            SocketFolder made = new SocketFolder(folder, Files.getOwner(folder));
            int bytes = made.socket().toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_PATH) {
                made.close();
                throw new AccessException.Failed("a socket in " + base + " would have a path of " + bytes + " bytes; "
                                + LONGEST_PATH + " are the most")
                        .hint("name a folder with a shorter path: XDG_RUNTIME_DIR=/run/user/$(id -u) or TMPDIR=/tmp");
            }
            new AbandonedSockets(PREFIX + "*", SOCKET, InstantSource.system()).remove(base, made.owner);
            return made;
        } catch (IOException e) {
            throw new AccessException.Failed("there is no making a folder for a socket in " + base, e)
                    .hint("name a folder of your own: XDG_RUNTIME_DIR or TMPDIR");
        }
    }

    private static Path base(Map<String, String> environment) {
        for (String variable : new String[] {"XDG_RUNTIME_DIR", "TMPDIR"}) {
            Path named = Path.of(environment.getOrDefault(variable, ""));
            if (named.isAbsolute() && Files.isDirectory(named)) {
                return named;
            }
        }
        return Path.of("/tmp");
    }

    Path folder() {
        return folder;
    }

    Path socket() {
        return folder.resolve(SOCKET);
    }

    /** Whether the one at the other end is who made the folder, where the system can tell; nobody else gets in there anyway. */
    boolean isOwnersEnd(SocketChannel client) throws IOException {
        if (!client.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        UnixDomainPrincipal peer = client.getOption(ExtendedSocketOptions.SO_PEERCRED);
        return peer.user().equals(owner);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(socket());
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // An empty folder of our own is left: nothing that anybody could connect to.
            return;
        }
    }
}
