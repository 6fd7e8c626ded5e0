package io.dbvouch.role;

import io.dbvouch.PrivateFiles;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.identity.SsoClients;
import io.dbvouch.identity.SsoSession;
import io.dbvouch.identity.SsoTokenCache;
import io.dbvouch.identity.SsoTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A home with a sign-in of the AWS CLI's and dbvouch's cache, where a fake authority hands out roles. */
record RolePlace(Path folder, FakeRoleAuthority aws) {
    static final SsoSession CORP =
            SsoSession.named("corp", "https://d-1234567890.awsapps.com/start", "eu-west-1", "sso:account:access");
    static final Profile.PermissionSet DBA = set("123456789012", "dba");
    private static final AwsClients NOWHERE = new AwsClients(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"), null);

    static Profile.PermissionSet set(String account, String role) {
        return new Profile.PermissionSet("dba", "eu-west-2", new PermissionSetRole(CORP, account, role));
    }

    private SsoTokenCache cache() {
        return new SsoTokenCache(folder.resolve("home/.aws/sso/cache"), folder.resolve("cache/locks"), _ -> {});
    }

    RoleSessions sessions() {
        SsoTokens tokens = new SsoTokens(cache(), new SsoClients(NOWHERE), () -> aws.now);
        return new RoleSessions(folder.resolve("cache"), () -> aws.now, tokens, aws);
    }

    /** As the AWS CLI leaves it, without a refresh token. */
    void signIn(String accessToken, Duration lifetime) {
        PrivateFiles.write(cache().tokenFile(CORP), """
            {"startUrl": "%s", "region": "%s", "accessToken": "%s", "expiresAt": "%s"}
            """.formatted(
                        CORP.startUrl(), CORP.region(), accessToken, aws.now.plus(lifetime)));
    }

    void signOut() {
        PrivateFiles.delete(cache().tokenFile(CORP));
    }
}
