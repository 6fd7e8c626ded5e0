package io.dbvouch.role;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Hands out sessions of an hour, numbered, and remembers what it was asked. */
class FakeRoleAuthority implements RoleAuthority {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, String> owners = new ConcurrentHashMap<>();
    volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");
    volatile @Nullable AccessException refuse;
    volatile @Nullable Duration providedFor;

    /** Called with each question, before it is answered. */
    void question(String question) {
        asked.add(question);
        if (refuse != null) {
            throw refuse;
        }
    }

    /** Whoever has this access token, or this key. */
    static CallerIdentity caller(String owner) {
        return new CallerIdentity(
                "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dba_0123456789abcdef/" + owner,
                "123456789012",
                "AROA:" + owner);
    }

    @Override
    public synchronized Granted permissionSet(PermissionSetRole role, Secret accessToken) {
        question("permissionSet " + role.roleName() + " " + accessToken.reveal());
        return granted(accessToken.reveal(), Duration.ofHours(1));
    }

    private Granted granted(String owner, @Nullable Duration lifetime) {
        int number = owners.size() + 1;
        owners.put("ASIA" + number, owner);
        return new Granted(
                new AccessKey("ASIA" + number, Secret.of("secret-" + number), Secret.of("token-" + number)),
                lifetime == null ? null : now.plus(lifetime));
    }

    @Override
    public synchronized Granted provided(Profile.Provided profile) {
        question("provided " + profile.name());
        return granted("provided", providedFor);
    }

    @Override
    public Caller caller(AccessKey key, String region) {
        question("caller " + key.accessKeyId() + " " + region);
        return new Caller(caller(owners.getOrDefault(key.accessKeyId(), key.accessKeyId())), Duration.ZERO);
    }
}
