package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.http.Form;
import io.dbvouch.sandbox.http.Handler;
import io.dbvouch.sandbox.http.Reply;
import io.dbvouch.sandbox.http.Request;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * STS, {@code sts.<region>.amazonaws.com}.
 *
 * <p>The role that can be assumed trusts everyone of the account, with the condition that a {@code userName} tag in the
 * request is the caller's own, and that a source identity is the caller's user name. A source identity that was set once
 * stays, transitive tags stay, and a chained session lasts an hour at most.
 *
 * <p>Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
final class StsService implements Handler {
    private final ApiFront front;
    private final RequestAuthenticator authenticator;
    private final AccessKeys keys;
    private final Company company;
    private final CompanyClock clock;

    StsService(
            ApiFront front, RequestAuthenticator authenticator, AccessKeys keys, Company company, CompanyClock clock) {
        this.front = front;
        this.authenticator = authenticator;
        this.keys = keys;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public Reply handle(Request request) throws InterruptedException {
        Form form = QueryApi.parameters(request);
        String action = QueryApi.action(form);
        return front.run(new Call(request, action), call -> {
            QueryApi.check(request, form, "2011-06-15");
            return switch (action) {
                case "GetCallerIdentity" -> getCallerIdentity(call);
                case "AssumeRole" -> assumeRole(call, form);
                default -> throw QueryApi.unknownAction(form);
            };
        });
    }

    private Reply getCallerIdentity(Call call) throws AwsException {
        Principal caller = authenticator.authenticate(call, "sts");
        return QueryDialect.STS.result(
                "GetCallerIdentity",
                new Xml()
                        .element("Arn", caller.arn())
                        .element("UserId", caller.userId())
                        .element("Account", Company.ACCOUNT));
    }

    private Reply assumeRole(Call call, Form form) throws AwsException {
        Principal caller = authenticator.authenticate(call, "sts");
        String roleArn = QueryApi.need(form, "RoleArn");
        String sessionName = QueryApi.need(form, "RoleSessionName");
        String sourceIdentity = form.get("SourceIdentity").orElse(null);
        call.note("role", roleArn);
        call.note("session", sessionName);
        QueryApi.matches("roleSessionName", sessionName, "[\\w+=,.@-]{2,64}");
        if (sourceIdentity != null) {
            QueryApi.matches("sourceIdentity", sourceIdentity, "[\\w+=,.@-]{2,64}");
            call.note("sourceIdentity", sourceIdentity);
        }
        boolean chained = caller instanceof Principal.RoleSession;
        Duration duration = duration(form, chained);
        Map<String, String> tags = tags(form);
        Set<String> transitive = new HashSet<>(QueryApi.members(form, "TransitiveTagKeys"));
        if (!tags.keySet().containsAll(transitive)) {
            throw QueryApi.validation("A transitive tag key is not among the tags");
        }
        authorize(caller, roleArn, tags, sourceIdentity);
        if (caller instanceof Principal.RoleSession session) {
            for (String key : session.transitiveTagKeys()) {
                if (tags.containsKey(key)) {
                    throw new AwsException(
                            400,
                            "InvalidParameterValue",
                            "One of the specified transitive tag keys can't be set because it conflicts with a"
                                    + " transitive tag key from the calling session.");
                }
                tags.put(key, session.tags().getOrDefault(key, ""));
                transitive.add(key);
            }
            if (session.sourceIdentity() != null) {
                sourceIdentity = session.sourceIdentity();
            }
        }
        tags.forEach((key, value) -> call.note("tag." + key, value));
        AccessKey key = keys.issue(
                company.chainedSession(sessionName, Map.copyOf(tags), Set.copyOf(transitive), sourceIdentity, chained),
                duration);
        call.note("issued", key.id());
        Xml xml = new Xml()
                .open("AssumedRoleUser")
                .element("AssumedRoleId", key.principal().userId())
                .element("Arn", key.principal().arn())
                .close("AssumedRoleUser")
                .open("Credentials")
                .element("AccessKeyId", key.id())
                .element("SecretAccessKey", key.secret())
                .element("SessionToken", String.valueOf(key.sessionToken()))
                .element("Expiration", clock.instant().plus(duration).truncatedTo(ChronoUnit.SECONDS))
                .close("Credentials")
                .element("PackedPolicySize", 6);
        if (sourceIdentity != null) {
            xml.element("SourceIdentity", sourceIdentity);
        }
        return QueryDialect.STS.result("AssumeRole", xml);
    }

    private static void authorize(
            Principal caller, String roleArn, Map<String, String> tags, @Nullable String sourceIdentity)
            throws AwsException {
        if (!roleArn.equals(Company.roleArn(Company.CHAIN_ROLE)) || !caller.may("sts:AssumeRole", roleArn)) {
            throw denied(caller, "sts:AssumeRole", roleArn);
        }
        String ownName = caller.tags().get("userName");
        if (tags.containsKey("userName") && !tags.get("userName").equals(ownName)) {
            throw denied(caller, "sts:TagSession", roleArn);
        }
        if (sourceIdentity != null) {
            String settled = caller instanceof Principal.RoleSession session ? session.sourceIdentity() : null;
            String own = settled != null
                    ? settled
                    : ownName != null ? ownName : caller.arn().replaceAll(".*/", "");
            if (!sourceIdentity.equals(own)) {
                throw denied(caller, "sts:SetSourceIdentity", roleArn);
            }
        }
    }

    private static Duration duration(Form form, boolean chained) throws AwsException {
        String text = form.get("DurationSeconds").orElse("3600");
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 900 || Integer.parseInt(text) > 43_200) {
            throw QueryApi.validation("1 validation error detected: Value '" + text
                    + "' at 'durationSeconds' failed to satisfy constraint: "
                    + "Member must have value between 900 and 43200");
        }
        if (chained && Integer.parseInt(text) > 3600) {
            throw QueryApi.validation(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                            + " chaining");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static Map<String, String> tags(Form form) throws AwsException {
        Map<String, String> tags = new TreeMap<>();
        Map<String, String> folded = new HashMap<>();
        for (int i = 1; form.get("Tags.member." + i + ".Key").isPresent(); i++) {
            String key = QueryApi.need(form, "Tags.member." + i + ".Key");
            String value = form.get("Tags.member." + i + ".Value").orElse("");
            QueryApi.matches("tags." + i + ".member.key", key, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
            QueryApi.matches("tags." + i + ".member.value", value, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
            if (i > 50 || folded.put(key.toLowerCase(Locale.ROOT), value) != null) {
                throw new AwsException(
                        400,
                        "InvalidParameterValue",
                        "Too many tags, or duplicate tag keys found. Tag keys are case insensitive.");
            }
            tags.put(key, value);
        }
        return tags;
    }

    private static AwsException denied(Principal caller, String action, String resource) {
        return new AwsException(
                403,
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + resource);
    }
}
