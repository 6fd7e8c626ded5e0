package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.cluster.TokenCheck;
import io.dbvouch.sandbox.sigv4.Authentication;
import io.dbvouch.sandbox.sigv4.IncompleteSignatureException;
import io.dbvouch.sandbox.sigv4.QueryParameter;
import io.dbvouch.sandbox.sigv4.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks RDS IAM tokens as RDS does, in this order:
 *
 * <ol>
 *   <li>it is {@code host:port/?query}, with the endpoint's host and port, and every parameter once;
 *   <li>{@code Action} is connect, {@code DBUser} is the startup user to the letter;
 *   <li>the scope is {@code rds-db} in this region;
 *   <li>it was signed at most 15 minutes ago, and at most 5 minutes ahead of this clock;
 *   <li>the access key is known, its session token is the key's own, it has not expired;
 *   <li>the signature is the key's;
 *   <li>the principal's policy allows {@code rds-db:connect} on that database user.
 * </ol>
 *
 * <p>Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html
 */
final class RdsTokenCheck implements TokenCheck {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final AccessKeys keys;
    private final CompanyClock clock;

    RdsTokenCheck(AccessKeys keys, CompanyClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Verdict check(String token, String databaseUser, String host, int port) {
        int slash = token.indexOf("/?");
        if (slash < 0) {
            return refused("it is not a token: there is no host:port/?query");
        }
        String endpoint = host + ":" + port;
        if (!token.substring(0, slash).equals(endpoint)) {
            return refused("it is for " + otherEndpoint(token, slash) + ", not for the endpoint " + endpoint);
        }
        List<QueryParameter> query;
        Authentication authentication;
        try {
            query = QueryParameter.parse(token.substring(slash + 2));
            authentication = Authentication.ofQuery(query);
        } catch (IncompleteSignatureException | IllegalArgumentException e) {
            return refused("its signature is incomplete: " + e.getMessage());
        }
        if (!values(query, "Action").equals(List.of("connect"))) {
            return refused("its action is not connect");
        }
        if (!values(query, "DBUser").equals(List.of(databaseUser))) {
            return refused("it is for another database user than the one that logs in");
        }
        if (!authentication.scope().service().equals("rds-db")
                || !authentication.scope().region().equals(Company.REGION)) {
            return refused("its scope is not rds-db in " + Company.REGION);
        }
        Instant now = clock.instant();
        Duration expires = Objects.requireNonNullElse(authentication.expires(), Duration.ZERO);
        if (expires.compareTo(LIFETIME) > 0) {
            return refused("it asks to live longer than 900 s");
        }
        if (!now.isBefore(authentication.time().plus(expires))) {
            return refused("it has expired: it was signed at " + authentication.time());
        }
        if (authentication.time().isAfter(now.plus(TOLERANCE))) {
            return refused("it comes from the future: it was signed at " + authentication.time());
        }
        return checkKey(authentication, query, databaseUser, endpoint);
    }

    private Verdict checkKey(
            Authentication authentication, List<QueryParameter> query, String databaseUser, String endpoint) {
        AccessKey key = keys.find(authentication.accessKeyId()).orElse(null);
        if (key == null) {
            return refused("its access key is not known");
        }
        if (!Objects.equals(key.sessionToken(), authentication.sessionToken())) {
            return refused("its session token is not the one of its access key");
        }
        if (key.isExpiredAt(clock.trueInstant())) {
            return refused("the credentials that signed it have expired");
        }
        SignedRequest request = new SignedRequest(
                "GET",
                "/",
                query.stream()
                        .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
                        .toList(),
                Map.of("host", List.of(endpoint)),
                SignedRequest.NO_PAYLOAD);
        if (!authentication.isOf(key.secret(), request)) {
            return refused("its signature does not match");
        }
        Principal principal = key.principal();
        if (!principal.may("rds-db:connect", Company.databaseUserArn(databaseUser))) {
            return refused(principal.arn() + " may not connect as this database user");
        }
        return new Verdict.Accepted(principal.arn());
    }

    private static List<String> values(List<QueryParameter> query, String name) {
        return query.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(QueryParameter::value)
                .toList();
    }

    /** The endpoint of a token; what does not look like one may be part of a password, and stays unsaid. */
    private static String otherEndpoint(String token, int slash) {
        String endpoint = token.substring(0, slash);
        boolean isToken = endpoint.matches("[A-Za-z0-9.-]{1,253}:\\d{1,5}") && token.contains("X-Amz-Signature=");
        return isToken ? endpoint : "something else";
    }

    private static Verdict refused(String reason) {
        return new Verdict.Refused(reason);
    }
}
