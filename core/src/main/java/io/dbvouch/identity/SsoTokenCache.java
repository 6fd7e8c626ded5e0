package io.dbvouch.identity;

import io.dbvouch.AccessException;
import io.dbvouch.PrivateFiles;
import io.dbvouch.ProcessLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The AWS CLI's cache of sign-ins, {@code ~/.aws/sso/cache}: same files, same fields, read and written by both. The locks
 * that keep dbvouch's own processes apart lie elsewhere, as the AWS CLI has none.
 */
public final class SsoTokenCache {
    private final Path directory;
    private final Path locks;
    private final Consumer<String> notes;

    /**
     * A cache.
     *
     * @param directory {@code ~/.aws/sso/cache}
     * @param locks a directory of dbvouch's own for lock files
     * @param notes told of files that are there but are of no use, one line each
     */
    public SsoTokenCache(Path directory, Path locks, Consumer<String> notes) {
        this.directory = directory;
        this.locks = locks;
        this.notes = notes;
    }

    /** The file that holds the session's token. */
    public Path tokenFile(SsoSession session) {
        return directory.resolve(SsoCacheKeys.token(session) + ".json");
    }

    /**
     * The session's token, expired or not. A file that cannot be parsed, or was made at another start URL or region, counts
     * as none.
     *
     * @throws AccessException.BadConfiguration if others can read the file
     */
    Optional<SsoToken> token(SsoSession session) {
        Path file = tokenFile(session);
        Optional<String> text = PrivateFiles.read(file);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<SsoToken> token = SsoCacheJson.parseToken(text.get());
        if (token.isEmpty()) {
            notes.accept(file + " holds no sign-in: ignored");
            return Optional.empty();
        }
        // The ledger names the start URL as the one who vouches for the person: it must be where the person signed in.
        if (!token.get().startUrl().equals(session.startUrl())
                || !token.get().region().equals(session.region())) {
            notes.accept(file + " holds a sign-in at "
                    + Printable.of(token.get().startUrl() + " in " + token.get().region()) + ": ignored");
            return Optional.empty();
        }
        return token;
    }

    void save(SsoSession session, SsoToken token) {
        PrivateFiles.write(tokenFile(session), SsoCacheJson.format(token));
    }

    boolean remove(SsoSession session) {
        return PrivateFiles.delete(tokenFile(session));
    }

    /** This machine's registration for the session, expired or not, for whichever flow it was made. */
    Optional<ClientRegistration> registration(SsoSession session) {
        Path file = registrationFile(session);
        Optional<String> text = PrivateFiles.read(file);
        Optional<ClientRegistration> registration = text.flatMap(SsoCacheJson::parseRegistration);
        if (text.isPresent() && registration.isEmpty()) {
            notes.accept(file + " holds no client registration: ignored");
        }
        return registration;
    }

    void save(SsoSession session, ClientRegistration registration) {
        PrivateFiles.write(registrationFile(session), SsoCacheJson.format(registration));
    }

    /** Forgets the registration, unless it is another one by now. */
    void forget(SsoSession session, ClientRegistration refused) {
        boolean same = registration(session)
                .filter(cached -> cached.clientId().equals(refused.clientId()))
                .isPresent();
        if (same) {
            PrivateFiles.delete(registrationFile(session));
        }
    }

    /** Held while the token is renewed or replaced: seconds. */
    ProcessLock lock(SsoSession session, Duration patience) {
        return ProcessLock.acquire(lockFile(session, ".lock"), patience);
    }

    Optional<ProcessLock> tryLock(SsoSession session) {
        return ProcessLock.tryAcquire(lockFile(session, ".lock"));
    }

    /** Held while a person signs in: minutes. */
    ProcessLock lockSignIn(SsoSession session, Duration patience) {
        return ProcessLock.acquire(lockFile(session, ".sign-in.lock"), patience);
    }

    Optional<ProcessLock> tryLockSignIn(SsoSession session) {
        return ProcessLock.tryAcquire(lockFile(session, ".sign-in.lock"));
    }

    private Path registrationFile(SsoSession session) {
        return directory.resolve(SsoCacheKeys.registration(session) + ".json");
    }

    private Path lockFile(SsoSession session, String suffix) {
        return locks.resolve("sso-" + SsoCacheKeys.token(session) + suffix);
    }
}
