package io.dbvouch.sandbox.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.dbvouch.sandbox.cluster.PasswordUser;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Secrets Manager: the one secret that RDS keeps there for the cluster's master user.
 *
 * <p>Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html and
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 */
record SecretsService(Supplier<Optional<PasswordUser>> master) implements JsonService.Operations {
    private static final String NAME = "rds!cluster-5d3f7f2c-5e0f-4b54-9c0e-5f6d2b1a7c33";
    private static final String VERSION = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";

    /** What {@code MasterUserSecret} of the cluster names. */
    static final String ARN =
            "arn:aws:secretsmanager:" + Company.REGION + ":" + Company.ACCOUNT + ":secret:" + NAME + "-4QdXzY";

    @Override
    public JsonObject run(JsonService.Asked asked) throws AwsException {
        if (!asked.operation().equals("GetSecretValue")) {
            throw JsonService.Asked.unknown();
        }
        String id = asked.body().need("SecretId");
        asked.call().note("secret", id);
        boolean named = id.equals(ARN) || id.equals(NAME);
        asked.authorize("secretsmanager:GetSecretValue", named ? ARN : id);
        PasswordUser user = master.get()
                .filter(_ -> named)
                .orElseThrow(() -> new AwsException(
                        400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
        JsonObject secret = new JsonObject();
        secret.addProperty("username", user.name());
        secret.addProperty("password", user.password());
        JsonArray stages = new JsonArray();
        stages.add("AWSCURRENT");
        JsonObject answer = new JsonObject();
        answer.addProperty("ARN", ARN);
        answer.addProperty("Name", NAME);
        answer.addProperty("VersionId", VERSION);
        answer.addProperty("SecretString", secret.toString());
        answer.add("VersionStages", stages);
        return answer;
    }
}
