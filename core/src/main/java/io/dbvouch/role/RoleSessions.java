package io.dbvouch.role;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import io.dbvouch.Secret;
import io.dbvouch.Sha256;
import io.dbvouch.identity.SignIn;
import io.dbvouch.identity.SsoSession;
import io.dbvouch.identity.SsoTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Role sessions, from the cache or from AWS.
 *
 * <p>Of processes that start at once, one asks AWS and the others wait for its answer.
 */
public final class RoleSessions {
    /** A session that ends within this time is not begun anything with. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** Longer than any call to AWS may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RoleCredentialsCache cache;
    private final InstantSource clock;
    private final SsoTokens tokens;
    private final RoleAuthority authority;

    /**
     * Role sessions.
     *
     * @param cache dbvouch's cache folder
     */
    public RoleSessions(Path cache, InstantSource clock, SsoTokens tokens, RoleAuthority authority) {
        this.cache = new RoleCredentialsCache(cache);
        this.clock = clock;
        this.tokens = tokens;
        this.authority = authority;
    }

    /**
     * A role session and how it came.
     *
     * @param fresh AWS handed it out just now
     */
    public record Obtained(RoleSession session, boolean fresh) {}

    /**
     * The role session of a profile.
     *
     * @param onFresh told of a session that AWS has just handed out, before any other process can use it
     * @throws AccessException.SignInNeeded where the person has to sign in
     * @throws AccessException.Denied where AWS says no
     * @throws AccessException.Unreachable where AWS does not answer
     */
    public Obtained obtain(Profile profile, Consumer<RoleSession> onFresh) {
        return switch (profile) {
            case Profile.PermissionSet set -> permissionSet(set, onFresh);
            case Profile.StaticKey known ->
                new Obtained(new RoleSession(known.key(), null, caller(known.key(), region(profile)), null), false);
            case Profile.Provided provided -> provided(provided, onFresh);
        };
    }

    /** What is cached of a profile's role session and can still be used; asks nobody. */
    public Optional<RoleSession> cached(Profile.PermissionSet profile) {
        PermissionSetRole role = profile.role();
        return tokens.stored(role.sso())
                .flatMap(signIn -> usable(cache.fileOf(role), digest(signIn)))
                .map(entry -> session(entry, role));
    }

    /** Asks AWS, past the cache, whether it still takes a session, and how far apart the clocks are. */
    public RoleAuthority.Caller check(RoleSession session, String region) {
        return authority.caller(session.key(), region);
    }

    /**
     * Asks AWS, past the cache, whether it still takes a profile's session.
     *
     * @throws AccessException.Denied where it does not
     */
    public void check(RoleSession session, Profile profile) {
        authority.caller(session.key(), region(profile));
    }

    /**
     * Drops a profile's role session, if it is still the one that is remembered.
     *
     * @return whether another one can be had; not where the key lies elsewhere
     */
    public boolean forget(Profile profile, RoleSession session) {
        Path file =
                switch (profile) {
                    case Profile.PermissionSet set -> cache.fileOf(set.role());
                    case Profile.Provided provided
                    when provided.settings() != null -> cache.fileOf(provided.name(), provided.settings());
                    case Profile.StaticKey _, Profile.Provided _ -> null;
                };
        if (file == null) {
            return false;
        }
        try (ProcessLock _ = lock(file)) {
            if (cache.read(file)
                    .filter(entry -> entry.key().equals(session.key()))
                    .isPresent()) {
                cache.forget(file);
            }
        }
        return true;
    }

    /** Drops the role sessions of a sign-in. */
    public void forget(SsoSession sso) {
        cache.forget(sso);
    }

    private Obtained permissionSet(Profile.PermissionSet profile, Consumer<RoleSession> onFresh) {
        PermissionSetRole role = profile.role();
        Optional<RoleSession> cached = cached(profile);
        if (cached.isPresent()) {
            return new Obtained(cached.get(), false);
        }
        Path file = cache.fileOf(role);
        try (ProcessLock _ = lock(file)) {
            Optional<RoleSession> meanwhile = cached(profile);
            if (meanwhile.isPresent()) {
                return new Obtained(meanwhile.get(), false);
            }
            SignIn signIn = tokens.current(role.sso());
            RoleAuthority.Granted granted = authority.permissionSet(role, signIn.accessToken());
            CallerIdentity caller =
                    authority.caller(granted.key(), region(profile)).identity();
            RoleCredentialsCache.Entry entry =
                    new RoleCredentialsCache.Entry(digest(signIn), granted.key(), granted.expiresAt(), caller);
            RoleSession session = session(entry, role);
            onFresh.accept(session);
            cache.write(file, entry);
            if (!isSignedIn(role.sso(), entry.signIn())) {
                // It ended meanwhile, and whoever ended it may have looked here before the file was there.
                cache.forget(file);
            }
            return new Obtained(session, true);
        }
    }

    private boolean isSignedIn(SsoSession sso, String signIn) {
        return tokens.stored(sso)
                .filter(stored -> digest(stored).equals(signIn))
                .isPresent();
    }

    private Obtained provided(Profile.Provided profile, Consumer<RoleSession> onFresh) {
        Secret settings = profile.settings();
        if (settings == null) {
            // What the environment or a program leads to may be another thing each time: nothing to know it again by.
            RoleAuthority.Granted granted = authority.provided(profile);
            CallerIdentity caller = caller(granted.key(), region(profile));
            return new Obtained(new RoleSession(granted.key(), granted.expiresAt(), caller, null), false);
        }
        Path file = cache.fileOf(profile.name(), settings);
        Optional<RoleCredentialsCache.Entry> cached = usable(file, "");
        if (cached.isPresent()) {
            return new Obtained(session(cached.get(), null), false);
        }
        try (ProcessLock _ = lock(file)) {
            Optional<RoleCredentialsCache.Entry> meanwhile = usable(file, "");
            if (meanwhile.isPresent()) {
                return new Obtained(session(meanwhile.get(), null), false);
            }
            RoleAuthority.Granted granted = authority.provided(profile);
            if (granted.expiresAt() == null) {
                // A key without an end lies somewhere of its own: it is not copied.
                CallerIdentity caller = caller(granted.key(), region(profile));
                return new Obtained(new RoleSession(granted.key(), null, caller, null), false);
            }
            RoleCredentialsCache.Entry entry = new RoleCredentialsCache.Entry(
                    "",
                    granted.key(),
                    granted.expiresAt(),
                    authority.caller(granted.key(), region(profile)).identity());
            RoleSession session = session(entry, null);
            onFresh.accept(session);
            cache.write(file, entry);
            return new Obtained(session, true);
        }
    }

    private CallerIdentity caller(AccessKey key, String region) {
        Path file = cache.callerFileOf(key);
        return cache.readCaller(file).orElseGet(() -> {
            CallerIdentity caller = authority.caller(key, region).identity();
            cache.writeCaller(file, caller);
            return caller;
        });
    }

    private Optional<RoleCredentialsCache.Entry> usable(Path file, String signIn) {
        Instant soon = clock.instant().plus(MARGIN);
        return cache.read(file)
                .filter(entry -> entry.signIn().equals(signIn))
                .filter(entry -> entry.expiresAt() == null || soon.isBefore(entry.expiresAt()));
    }

    private static RoleSession session(RoleCredentialsCache.Entry entry, @Nullable PermissionSetRole role) {
        return new RoleSession(entry.key(), entry.expiresAt(), entry.caller(), role);
    }

    private static ProcessLock lock(Path file) {
        return ProcessLock.acquire(file.resolveSibling(file.getFileName() + ".lock"), PATIENCE);
    }

    private static String digest(SignIn signIn) {
        Secret token = signIn.accessToken();
        return Sha256.hex(token.reveal());
    }

    /** Where to ask STS: the profile's region, else the sign-in's; STS answers alike everywhere in a partition. */
    private static String region(Profile profile) {
        String region = profile.region();
        if (region != null) {
            return region;
        }
        return profile instanceof Profile.PermissionSet set ? set.role().sso().region() : "us-east-1";
    }
}
