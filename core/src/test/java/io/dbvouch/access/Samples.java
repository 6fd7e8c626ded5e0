package io.dbvouch.access;

import io.dbvouch.Secret;
import io.dbvouch.identity.SsoSession;
import io.dbvouch.role.AccessKey;
import io.dbvouch.role.CallerIdentity;
import io.dbvouch.role.PermissionSetRole;
import io.dbvouch.role.Profile;
import io.dbvouch.role.RoleSession;
import io.dbvouch.target.Endpoint;
import io.dbvouch.target.Target;
import io.dbvouch.tls.PeerEvidence;
import io.dbvouch.tls.TlsMode;
import io.dbvouch.token.AuthToken;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One of each, as the tests of this package need them. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final SsoSession CORP =
            SsoSession.named("corp", "https://d-1234567890.awsapps.com/start", "eu-west-1", "sso:account:access");
    static final PermissionSetRole DBA = new PermissionSetRole(CORP, "123456789012", "dba");
    static final AccessKey KEY =
            new AccessKey("ASIAEXAMPLE", Secret.of("secret-hunter2"), Secret.of("session-hunter2"));
    static final Endpoint ENDPOINT = new Endpoint("db.example.com", 5432);
    static final Client CLIENT = new Client("laptop", "ari", 42, "connect", "0.1.0");
    static final PeerEvidence TLS =
            new PeerEvidence(TlsMode.VERIFY_CA, "TLSv1.3", "TLS_AES_256_GCM_SHA384", "sha256:ab", true);
    static final AuthToken TOKEN =
            new AuthToken(Secret.of("token-hunter2"), "ASIAEXAMPLE", ENDPOINT, "arianna", NOON, NOON.plusSeconds(900));
    static final Profile PROFILE = new Profile.PermissionSet("dba", "eu-west-2", DBA);

    private Samples() {}

    static RoleSession person(String name) {
        return new RoleSession(
                KEY,
                NOON.plusSeconds(3600),
                caller("arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dba_0123456789abcdef/" + name),
                DBA);
    }

    static RoleSession machine(String arn) {
        return new RoleSession(new AccessKey("AKIAEXAMPLE", Secret.of("s"), null), null, caller(arn), null);
    }

    static CallerIdentity caller(String arn) {
        return new CallerIdentity(arn, "123456789012", "AROA:x");
    }

    static Target host(String host, @Nullable String region) {
        return new Target(
                "lab",
                new Target.Aws(null, region),
                new Target.Place.Host(new Endpoint(host, 5432)),
                null,
                "mylab",
                new Target.Tls(null, null),
                rules(null, false));
    }

    static Target.Rules rules(@Nullable String dbUser, boolean shared) {
        return new Target.Rules(dbUser, shared, false, Target.RecordStatements.NONE);
    }

    static Target with(Target target, Target.Rules rules) {
        return new Target(
                target.name(), target.aws(), target.place(), target.hostaddr(), target.dbname(), target.tls(), rules);
    }

    static Target with(Target target, Target.Tls tls) {
        return new Target(
                target.name(), target.aws(), target.place(), target.hostaddr(), target.dbname(), tls, target.rules());
    }

    static Target with(Target target, Target.Tls tls, @Nullable Path rootcert) {
        return with(target, new Target.Tls(tls.sslmode(), rootcert));
    }

    static AccessEvent.Subject subject(String session) {
        RoleSession role = person("arianna");
        return new AccessEvent.Subject(
                session,
                Person.of(role),
                role,
                new AccessEvent.Database("prod", ENDPOINT, "mylab", "arianna", false),
                CLIENT,
                "INC-1");
    }
}
