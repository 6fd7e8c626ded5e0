package io.dbvouch.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Device authorizations (RFC 8628): made, decided on by a person, polled for by the client. */
final class DeviceCodes {
    /** What a person decided. */
    sealed interface Decision {
        /** They let the client in. */
        record Approved(Person person) implements Decision {}

        /** They did not. */
        record Denied() implements Decision {}
    }

    /**
     * One authorization.
     *
     * @param decision null until a person decides
     */
    record Authorization(
            String deviceCode,
            String userCode,
            Client client,
            Instant expiration,
            @Nullable Instant lastPoll,
            @Nullable Decision decision) {
        /** The code that the person sees. */
        @Override
        public String toString() {
            return userCode;
        }
    }

    private final Map<String, Authorization> byDeviceCode = new HashMap<>();
    private final Identifiers identifiers = new Identifiers();
    private final CompanyClock clock;
    private final Duration lifetime;
    private final Duration interval;

    DeviceCodes(CompanyClock clock, Duration lifetime, Duration interval) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.interval = interval;
    }

    Duration lifetime() {
        return lifetime;
    }

    Duration interval() {
        return interval;
    }

    synchronized Authorization start(Client client, @Nullable Decision decision) {
        Authorization authorization = new Authorization(
                identifiers.secret(64),
                identifiers.userCode(),
                client,
                clock.trueInstant().plus(lifetime),
                null,
                decision);
        byDeviceCode.put(authorization.deviceCode(), authorization);
        return authorization;
    }

    /** The authorization that still waits for a decision; people may type the code in small letters. */
    synchronized Optional<Authorization> waiting(String userCode) {
        String code = userCode.strip().toUpperCase(Locale.ROOT);
        return byDeviceCode.values().stream()
                .filter(authorization -> authorization.userCode().equals(code)
                        && authorization.decision() == null
                        && clock.trueInstant().isBefore(authorization.expiration()))
                .findFirst();
    }

    /** Decides, if it has not been decided and has not expired. */
    synchronized boolean decide(String userCode, Decision decision) {
        Optional<Authorization> waiting = waiting(userCode);
        waiting.ifPresent(old -> byDeviceCode.put(
                old.deviceCode(),
                new Authorization(
                        old.deviceCode(), old.userCode(), old.client(), old.expiration(), old.lastPoll(), decision)));
        return waiting.isPresent();
    }

    /**
     * One poll of the client.
     *
     * @return who approved; the device code is used up by it
     */
    synchronized Person poll(String deviceCode, Client client) throws AwsException {
        Authorization authorization = byDeviceCode.get(deviceCode);
        if (authorization == null || !authorization.client().id().equals(client.id())) {
            throw new AwsException(400, "InvalidGrantException", "The device code is not valid");
        }
        Instant now = clock.trueInstant();
        if (!now.isBefore(authorization.expiration())) {
            throw new AwsException(400, "ExpiredTokenException", "The device code has expired");
        }
        byDeviceCode.put(
                deviceCode,
                new Authorization(
                        deviceCode,
                        authorization.userCode(),
                        client,
                        authorization.expiration(),
                        now,
                        authorization.decision()));
        // A tenth of slack: the client's clock need not tick like this one.
        if (authorization.lastPoll() != null
                && now.isBefore(
                        authorization.lastPoll().plus(interval.multipliedBy(9).dividedBy(10)))) {
            throw new AwsException(400, "SlowDownException", "");
        }
        Decision decision = authorization.decision();
        return switch (decision) {
            case null -> throw new AwsException(400, "AuthorizationPendingException", "");
            case Decision.Denied _ -> throw new AwsException(400, "AccessDeniedException", "The person refused");
            case Decision.Approved(Person person) -> {
                byDeviceCode.remove(deviceCode);
                yield person;
            }
        };
    }
}
