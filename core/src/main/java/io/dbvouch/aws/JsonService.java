package io.dbvouch.aws;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.dbvouch.AccessException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * A service of AWS's JSON 1.1 protocol that is asked so little that its SDK client would be dead weight: one {@code POST} to
 * one address for each operation, named in {@code X-Amz-Target}, signed with the SDK's own signer. What AWS throttles is asked again, a few times.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
 */
public final class JsonService {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LAST_PAUSE = Duration.ofMillis(3200);

    /** More than any answer here has; a secret holds 64 KiB, a policy 32 KiB. */
    private static final int LARGEST_ANSWER = 4 << 20;

    private final Kind kind;
    private final AwsCredentials credentials;
    private final String region;
    private final URI endpoint;

    /** The services. Each name is what environment variables call it. */
    public enum Kind {
        SECRETS_MANAGER("secretsmanager", "secretsmanager", "secretsmanager"),
        IDENTITYSTORE("identitystore", "AWSIdentityStore", "identitystore"),
        SSO_ADMIN("sso", "SWBExternalService", "sso");

        private final String host;
        private final String target;
        private final String signingName;

        Kind(String host, String target, String signingName) {
            this.host = host;
            this.target = target;
            this.signingName = signingName;
        }
    }

    /**
     * A service in a region.
     *
     * @throws AccessException.BadConfiguration where the region or the environment's endpoint cannot be
     */
    public JsonService(Kind kind, AwsClients clients, AwsCredentials credentials, String region) {
        AwsClients.checkRegion(region);
        this.kind = kind;
        this.credentials = credentials;
        this.region = region;
        URI configured = clients.endpoint(kind.name());
        this.endpoint = configured != null
                ? configured
                : URI.create("https://" + kind.host + "." + region + "."
                        + PartitionMetadata.of(Region.of(region)).dnsSuffix() + "/");
    }

    /**
     * Runs an operation.
     *
     * @return what it answers
     * @throws AccessException.Denied where AWS says no; what there is not is also answered so, with the evidence {@code code}
     * @throws AccessException.Unreachable where AWS does not answer
     */
    public JsonObject call(String operation, JsonObject input) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return once(operation, input);
            } catch (AccessException.Unreachable e) {
                if (!isThrottled(e) || pause.compareTo(LAST_PAUSE) > 0) {
                    throw e;
                }
            }
            pause(pause, operation);
            pause = pause.multipliedBy(2);
        }
    }

    private static boolean isThrottled(AccessException.Unreachable e) {
        return e.getCause() instanceof AwsServiceException service && service.isThrottlingException();
    }

    private void pause(Duration pause, String operation) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            throw new AccessException.Interrupted(
                    "interrupted while asking AWS for " + kind.signingName + ":" + operation);
        }
    }

    private JsonObject once(String operation, JsonObject input) {
        String doing = kind.signingName + ":" + operation;
        try (SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(READ)
                .build()) {
            return answer(send(http, operation, input), doing);
        } catch (IOException e) {
            throw AwsFailures.translate(SdkClientException.create(e.toString(), e), doing);
        } catch (SdkException e) {
            throw AwsFailures.translate(e, doing);
        }
    }

    private HttpExecuteResponse send(SdkHttpClient http, String operation, JsonObject input) throws IOException {
        byte[] body = input.toString().getBytes(StandardCharsets.UTF_8);
        ContentStreamProvider content = ContentStreamProvider.fromByteArray(body);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", CONTENT_TYPE)
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("X-Amz-Target", kind.target + "." + operation)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request)
                        .payload(content)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, kind.signingName)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        return http.prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElse(content))
                        .build())
                .call();
    }

    private static JsonObject answer(HttpExecuteResponse response, String doing) throws IOException {
        JsonObject json = new JsonObject();
        if (response.responseBody().isPresent()) {
            try (InputStream in = response.responseBody().get()) {
                json = parse(new String(in.readNBytes(LARGEST_ANSWER), StandardCharsets.UTF_8));
            }
        }
        if (response.httpResponse().isSuccessful()) {
            return json;
        }
        throw failure(response, json, doing);
    }

    private static JsonObject parse(String text) {
        try {
            return JsonParser.parseString(text) instanceof JsonObject object ? object : new JsonObject();
        } catch (JsonParseException _) {
            // A gateway's page: the status tells.
            return new JsonObject();
        }
    }

    private static SdkException failure(HttpExecuteResponse response, JsonObject json, String doing) {
        String type = text(json, "__type");
        String code = type.substring(type.indexOf('#') + 1);
        int status = response.httpResponse().statusCode();
        return AwsServiceException.builder()
                .statusCode(status)
                .requestId(response.httpResponse()
                        .firstMatchingHeader("x-amzn-RequestId")
                        .orElse(null))
                .message(doing)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(text(json, "message") + text(json, "Message"))
                        .sdkHttpResponse(response.httpResponse())
                        .build())
                .build();
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) != null && json.get(name).isJsonPrimitive()
                ? json.get(name).getAsString()
                : "";
    }
}
