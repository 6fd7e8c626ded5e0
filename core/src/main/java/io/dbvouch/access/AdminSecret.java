package io.dbvouch.access;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.aws.JsonService;
import io.dbvouch.role.AwsRoleAuthority;
import io.dbvouch.role.RoleSession;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's user and password as they lie in Secrets Manager: JSON with the members {@code username} and {@code
 * password}, as RDS keeps its master users.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html">Password management with
 *     Secrets Manager</a>
 */
final class AdminSecret {
    private final AwsClients clients;
    private final RoleSession role;

    AdminSecret(AwsClients clients, RoleSession role) {
        this.clients = clients;
        this.role = role;
    }

    /**
     * Reads it.
     *
     * @param arn {@code arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME}
     * @throws AccessException.BadConfiguration where it is no ARN, or what lies there is no user with a password
     * @throws AccessException in another of its kinds where AWS does not tell
     */
    AdminLogin read(String arn) {
        String[] parts = arn.split(":", 7);
        if (parts.length != 7 || !parts[0].equals("arn") || !parts[2].equals("secretsmanager") || parts[3].isEmpty()) {
            throw new AccessException.BadConfiguration("\"" + arn + "\" is no ARN of a secret");
        }
        JsonObject asked = new JsonObject();
        asked.addProperty("SecretId", arn);
        JsonObject answer;
        try {
            answer = new JsonService(
                            JsonService.Kind.SECRETS_MANAGER,
                            clients,
                            AwsRoleAuthority.credentials(role.key()),
                            parts[3])
                    .call("GetSecretValue", asked);
        } catch (AccessException.Denied e) {
            throw e.evidence("secret", arn)
                    .hint("have secretsmanager:GetSecretValue allowed on it, or log in with your own token");
        }
        return login(answer.get("SecretString"), arn);
    }

    /** What lies there is in no message. */
    private static AdminLogin login(@Nullable JsonElement text, String arn) {
        try {
            if (text != null
                    && text.isJsonPrimitive()
                    && JsonParser.parseString(text.getAsString()) instanceof JsonObject secret
                    && isText(secret.get("username"))
                    && isText(secret.get("password"))) {
                return new AdminLogin(
                        secret.get("username").getAsString(),
                        Secret.of(secret.get("password").getAsString()));
            }
        } catch (JsonParseException _) {
            throw unreadable(arn);
        }
        throw unreadable(arn);
    }

    private static boolean isText(@Nullable JsonElement value) {
        return value != null && value.isJsonPrimitive() && !value.getAsString().isEmpty();
    }

    private static AccessException unreadable(String arn) {
        return new AccessException.BadConfiguration("the secret is no JSON with username and password")
                .evidence("secret", arn);
    }
}
