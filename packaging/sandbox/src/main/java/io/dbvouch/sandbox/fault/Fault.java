package io.dbvouch.sandbox.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One fault. Its text form is {@code kind} or {@code kind=value}; SERVICE is one of {@code oidc sso sts rds
 * secretsmanager identitystore ssoadmin}, or {@code all}:
 *
 * <pre>
 * oidc.pending[=N]     polls for a device code are told authorization_pending, N times, or until cleared
 * oidc.slow-down[=N]   … slow_down
 * oidc.denied[=N]      … access_denied; a browser's authorization is refused too
 * oidc.expired[=N]     … expired_token
 * SERVICE.429[=N]      requests are throttled with HTTP 429
 * SERVICE.500[=N]      requests fail with HTTP 500
 * SERVICE.denied[=N]   requests are refused as not permitted
 * SERVICE.slow=MS      each answer comes MS milliseconds late
 * clock.skew=SECONDS   the company's clock is ahead by so much (behind, when negative)
 * expire.access-tokens expires every access token at once; expire.sign-ins also the refresh tokens,
 *                      expire.clients the client registrations, expire.role-sessions the role credentials
 * cluster.certificate=expired|not-yet-valid|self-signed|other-ca|other-name
 * cluster.tls=plaintext|tls1.1|hang-up
 * cluster.slow=MS      each login takes MS milliseconds longer
 * cluster.refused      nobody listens
 * cluster.moved        the endpoints move to another port, and RDS tells the new one
 * cluster.dropped      every session ends without a word; cluster.restarted: PostgreSQL starts anew
 * </pre>
 *
 * <p>Counts are 1 to 1,000,000, delays at most 600,000 ms, and the clock at most ten years off.
 */
public sealed interface Fault {
    /** The text form. */
    String text();

    /** How often a fault strikes; null: until it is cleared. */
    record Poll(PollAnswer answer, @Nullable Integer times) implements Fault {
        @Override
        public String text() {
            return answer.text() + suffix(times);
        }
    }

    /** Requests fail. A null service means all of them. */
    record Failure(
            @Nullable Service service,
            FailureKind kind,
            @Nullable Integer times) implements Fault {
        @Override
        public String text() {
            return name(service) + "." + kind.text() + suffix(times);
        }
    }

    /** Answers come late. A null service means all of them. */
    record Slow(@Nullable Service service, Duration delay) implements Fault {
        @Override
        public String text() {
            return name(service) + ".slow=" + delay.toMillis();
        }
    }

    /** The company's clock is ahead of the true time. */
    record Skew(Duration ahead) implements Fault {
        @Override
        public String text() {
            return "clock.skew=" + ahead.toSeconds();
        }
    }

    /** Something that was issued expires now; it happens once and does not stand. */
    record Expire(Expiry what) implements Fault {
        @Override
        public String text() {
            return what.text();
        }
    }

    /** A fault of the database cluster, in the cluster's own words: {@code certificate} and {@code expired}. */
    record Cluster(String kind, @Nullable String value) implements Fault {
        @Override
        public String text() {
            return "cluster." + kind + suffix(value);
        }
    }

    private static String name(@Nullable Service service) {
        return service == null ? "all" : service.text();
    }

    private static String suffix(@Nullable Object value) {
        return value == null ? "" : "=" + value;
    }

    /**
     * Parses the text form.
     *
     * @throws IllegalArgumentException when it is none; the message says why
     */
    static Fault parse(String text) {
        return FaultParser.parse(text);
    }
}
