package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** The key files of a ledger, and whether they and the ledger's folder are as private as they have to be. */
final class LedgerKeys {
    private static final int LONGEST_KEY = 4096;
    private static final int LONGEST_HOST = 63;
    private static final int RANDOM_BYTES = 8;

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> OTHERS_WRITE = PosixFilePermissions.fromString("----w--w-");

    private LedgerKeys() {}

    /** A new key for a new ledger. */
    static SigningKey.Pair create() {
        try {
            return SigningKey.generate(origin());
        } catch (NoteException e) {
            throw new AccessException.LedgerRefused("no key can be made for the ledger", e);
        }
    }

    /** Something no other ledger is called: {@code dbvouch.io/ledger/<host>/<16 random hexadecimal digits>}. */
    private static String origin() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return "dbvouch.io/ledger/" + hostName(kernelHostName()) + "/"
                + HexFormat.of().formatHex(random);
    }

    private static String kernelHostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"));
        } catch (IOException _) {
            String name = System.getenv("HOSTNAME");
            return name == null ? "" : name;
        }
    }

    /** A host name in the characters of host names: no plus and no space, which a key name must not hold. */
    static String hostName(String name) {
        StringBuilder host = new StringBuilder();
        for (char c : name.strip().toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
            host.append(plain ? c : '-');
        }
        host.setLength(Math.min(host.length(), LONGEST_HOST));
        return host.isEmpty() ? "localhost" : host.toString();
    }

    /** Reads the signing key, if only its owner can, and if it goes with {@code key.pub}. */
    static SigningKey read(LedgerFolder folder) throws IOException {
        Path file = folder.key();
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw new AccessException.LedgerRefused("the ledger's signing key is missing", e).evidence("file", file);
        }
        if (!attributes.isRegularFile()) {
            throw Refusal.exposed(file, "is not a plain file", "put the key itself in its place");
        }
        checkOwner(file);
        if (!Collections.disjoint(attributes.permissions(), OTHERS)) {
            throw Refusal.exposed(file, "can be used by others", "chmod 600 " + file)
                    .evidence("permissions", PosixFilePermissions.toString(attributes.permissions()));
        }
        String text = new String(Disk.read(file, LONGEST_KEY), StandardCharsets.UTF_8);
        try {
            SigningKey key = SigningKey.parse(text.strip());
            if (!text.equals(key.format() + "\n")) {
                throw new NoteException("not a signing key");
            }
            VerifierKey verifier = LedgerVerifier.publicKey(folder);
            if (!verifier.name().equals(key.name()) || verifier.id() != key.id()) {
                throw Refusal.broken(folder.publicKey(), "the verifier key is not that of the signing key")
                        .evidence("expected", key.name())
                        .evidence("found", verifier.format());
            }
            return key;
        } catch (NoteException e) {
            throw Refusal.broken(file, "a key cannot be read").evidence("found", e.getMessage());
        }
    }

    /** Refuses a folder that is another user's, or that others can write to. */
    static void checkFolder(Path folder) throws IOException {
        checkOwner(folder);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (!Collections.disjoint(permissions, OTHERS_WRITE)) {
            throw Refusal.exposed(folder, "can be written to by others", "chmod 700 " + folder)
                    .evidence("permissions", PosixFilePermissions.toString(permissions));
        }
    }

    private static void checkOwner(Path file) throws IOException {
        String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
        if (!owner.equals(System.getProperty("user.name")) && !isOwnedByThisProcess(file)) {
            throw Refusal.exposed(file, "belongs to another user", "run as its owner, or set DBVOUCH_LEDGER")
                    .evidence("owner", owner)
                    .evidence("user", System.getProperty("user.name"));
        }
    }

    /** For users without a name: in a container, or when the user data base is out of reach. */
    private static boolean isOwnedByThisProcess(Path file) throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                && Files.getAttribute(self, "unix:uid")
                        .equals(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    /** A text as the one line of a file. */
    static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
