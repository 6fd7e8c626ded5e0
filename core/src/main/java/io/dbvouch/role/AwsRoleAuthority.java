package io.dbvouch.role;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.aws.AwsFailures;
import io.dbvouch.identity.SsoClients;
import io.dbvouch.identity.SsoTokens;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.GetRoleCredentialsResponse;
import software.amazon.awssdk.services.sso.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sso.model.RoleCredentials;
import software.amazon.awssdk.services.sso.model.SsoException;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Asks AWS: {@code sso:GetRoleCredentials}, the SDK's providers, {@code sts:GetCallerIdentity}. */
public final class AwsRoleAuthority implements RoleAuthority {
    private final AwsClients clients;

    public AwsRoleAuthority(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public Granted permissionSet(PermissionSetRole role, Secret accessToken) {
        try (SsoClient sso = new SsoClients(clients).sso(role.sso().region())) {
            GetRoleCredentialsResponse response = sso.getRoleCredentials(
                    r -> r.accountId(role.account()).roleName(role.roleName()).accessToken(accessToken.reveal()));
            return granted(response.roleCredentials());
        } catch (UnauthorizedException e) {
            throw SsoTokens.ended(role.sso(), e);
        } catch (ResourceNotFoundException e) {
            throw notAssigned(role, e);
        } catch (SsoException e) {
            throw e.statusCode() == 403 ? notAssigned(role, e) : AwsFailures.translate(e, "sso:GetRoleCredentials");
        } catch (SdkException e) {
            throw AwsFailures.translate(e, "sso:GetRoleCredentials");
        }
    }

    private static Granted granted(@Nullable RoleCredentials answer) {
        if (answer == null
                || answer.accessKeyId() == null
                || answer.secretAccessKey() == null
                || answer.sessionToken() == null
                || answer.expiration() == null) {
            throw new AccessException.Failed("the answer to sso:GetRoleCredentials lacks credentials");
        }
        return new Granted(
                new AccessKey(
                        answer.accessKeyId(), Secret.of(answer.secretAccessKey()), Secret.of(answer.sessionToken())),
                Instant.ofEpochMilli(answer.expiration()));
    }

    private static AccessException notAssigned(PermissionSetRole role, SsoException e) {
        return new AccessException.Denied(
                        "permission set \"" + role.roleName() + "\" in account " + role.account()
                                + " is not assigned to whoever is signed in",
                        e)
                .evidence("permission_set", role.roleName())
                .evidence("account", role.account())
                .evidence("request_id", e.requestId())
                .hint("ask for the permission set, or sign in as somebody who has it: "
                        + role.sso().loginCommand());
    }

    @Override
    public Granted provided(Profile.Provided profile) {
        try {
            if (profile.name() == null) {
                try (DefaultCredentialsProvider provider =
                        DefaultCredentialsProvider.builder().build()) {
                    return granted(provider.resolveCredentials());
                }
            }
            try (ProfileCredentialsProvider provider = ProfileCredentialsProvider.create(profile.name())) {
                return granted(provider.resolveCredentials());
            }
        } catch (SdkException e) {
            AccessException failure = AwsFailures.translate(e, "credentials of " + profile.described());
            throw failure instanceof AccessException.Failed ? none(profile, e) : failure;
        } catch (RuntimeException e) {
            // What the SDK's providers throw at settings that do not fit together, or a program that fails.
            throw none(profile, e);
        }
    }

    private static AccessException none(Profile.Provided profile, RuntimeException e) {
        return new AccessException.SignInNeeded("no AWS credentials: " + profile.described() + " leads to none", e)
                .hint("name a profile with an sso_session: --profile PROFILE")
                .hint("aws configure sso");
    }

    private static Granted granted(AwsCredentials found) {
        Secret token = found instanceof AwsSessionCredentials session ? Secret.of(session.sessionToken()) : null;
        return new Granted(
                new AccessKey(found.accessKeyId(), Secret.of(found.secretAccessKey()), token),
                found.expirationTime().orElse(null));
    }

    @Override
    public Caller caller(AccessKey key, String region) {
        try (StsClient sts = clients.configure(StsClient.builder(), "STS", region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials(key)))
                .build()) {
            GetCallerIdentityResponse caller = sts.getCallerIdentity();
            if (caller.arn() == null || caller.account() == null || caller.userId() == null) {
                throw new AccessException.Failed("the answer to sts:GetCallerIdentity names nobody");
            }
            return new Caller(
                    new CallerIdentity(caller.arn(), caller.account(), caller.userId()),
                    AwsFailures.clockDifference(caller.sdkHttpResponse()).orElse(null));
        } catch (SdkException e) {
            throw AwsFailures.translate(e, "sts:GetCallerIdentity");
        }
    }

    /** A key as the SDK takes it. */
    public static AwsCredentials credentials(AccessKey key) {
        @Nullable Secret token = key.sessionToken();
        return token == null
                ? AwsBasicCredentials.create(
                        key.accessKeyId(), key.secretAccessKey().reveal())
                : AwsSessionCredentials.create(
                        key.accessKeyId(), key.secretAccessKey().reveal(), token.reveal());
    }
}
