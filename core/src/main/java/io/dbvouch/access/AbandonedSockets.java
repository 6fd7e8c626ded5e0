package io.dbvouch.access;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Folders of sockets that a process has left which was killed. One is removed where all of this is so, and else left alone:
 *
 * <ol>
 *   <li>it has the name that such a folder has, is a folder and no link to one, is the same user's, and nobody else's to look
 *       into;
 *   <li>the socket is all that is in it;
 *   <li>nobody listens there: the system refuses a connection;
 *   <li>nothing was made in it for a minute: a socket is made before somebody listens on it.
 * </ol>
 *
 * @param name that each has, as a glob
 * @param socket the name of what is in it
 */
record AbandonedSockets(String name, String socket, InstantSource clock) {
    private static final Duration OLD = Duration.ofMinutes(1);

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    /** Removes those of a user in a folder. */
    void remove(Path base, UserPrincipal owner) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, name)) {
            for (Path folder : folders) {
                removeIfAbandoned(folder, owner);
            }
        } catch (IOException | DirectoryIteratorException _) {
            // What cannot be looked at stays.
            return;
        }
    }

    private void removeIfAbandoned(Path folder, UserPrincipal owner) {
        try {
            Path own = folder.resolve(socket);
            if (isOldAndPrivate(folder, owner) && files(folder).equals(List.of(own)) && isRefused(own)) {
                Files.delete(own);
                Files.delete(folder);
            }
        } catch (IOException _) {
            // Somebody else may have been quicker.
            return;
        }
    }

    private boolean isOldAndPrivate(Path folder, UserPrincipal owner) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Instant made = attributes.lastModifiedTime().toInstant();
        return attributes.isDirectory()
                && attributes.owner().equals(owner)
                && attributes.permissions().equals(PRIVATE)
                && made.isBefore(clock.instant().minus(OLD));
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(all::add);
        }
        return all;
    }

    /** It is not waited for somebody who listens, and has no time. */
    private static boolean isRefused(Path socket) throws IOException {
        if (!Files.readAttributes(socket, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return false;
        } catch (ConnectException _) {
            return true;
        }
    }
}
