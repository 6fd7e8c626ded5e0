package io.dbvouch.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every access key that was issued. Expired ones stay, so that they can be told from ones that never were. */
final class AccessKeys {
    private final Map<String, AccessKey> byId = new ConcurrentHashMap<>();
    private final Identifiers identifiers = new Identifiers();
    private final CompanyClock clock;

    AccessKeys(CompanyClock clock) {
        this.clock = clock;
    }

    /** Temporary credentials for a role session. */
    AccessKey issue(Principal.RoleSession session, Duration lifetime) {
        // AWS's session tokens are several hundred bytes of base64; clients must not be surprised by either.
        AccessKey key = new AccessKey(
                identifiers.accessKeyId("ASIA"),
                identifiers.base64Secret(30),
                identifiers.base64Secret(510),
                clock.trueInstant().plus(lifetime),
                session);
        byId.put(key.id(), key);
        return key;
    }

    /** Keys of an IAM user. */
    AccessKey issue(Principal.IamUser user) {
        AccessKey key = new AccessKey(identifiers.accessKeyId("AKIA"), identifiers.base64Secret(30), null, null, user);
        byId.put(key.id(), key);
        return key;
    }

    Optional<AccessKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Makes all temporary credentials expire now. */
    void expireSessions() {
        Instant now = clock.trueInstant();
        byId.replaceAll((id, key) -> key.sessionToken() == null || key.isExpiredAt(now)
                ? key
                : new AccessKey(id, key.secret(), key.sessionToken(), now, key.principal()));
    }
}
