package io.dbvouch.sandbox.aws;

import com.google.gson.JsonObject;
import io.dbvouch.sandbox.fault.Faults;
import io.dbvouch.sandbox.fault.PollAnswer;
import io.dbvouch.sandbox.http.Handler;
import io.dbvouch.sandbox.http.Reply;
import io.dbvouch.sandbox.http.Request;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * IAM Identity Center's OIDC service, {@code oidc.<region>.amazonaws.com}.
 *
 * <p>Source: https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_Operations.html
 */
final class OidcService implements Handler {
    private final ApiFront front;
    private final Clients clients;
    private final DeviceCodes deviceCodes;
    private final AuthorizationCodes authorizationCodes;
    private final Tokens tokens;
    private final Faults faults;
    private final CompanyClock clock;
    private final Supplier<URI> self;
    private final @Nullable Person autoApprove;
    private final SignInPages pages;

    /**
     * The service.
     *
     * @param self where it can be reached
     * @param autoApprove who approves every device at once; null: a person does, on a page
     */
    OidcService(
            ApiFront front,
            Clients clients,
            DeviceCodes deviceCodes,
            AuthorizationCodes authorizationCodes,
            Tokens tokens,
            Faults faults,
            CompanyClock clock,
            Supplier<URI> self,
            @Nullable Person autoApprove,
            SignInPages pages) {
        this.front = front;
        this.clients = clients;
        this.deviceCodes = deviceCodes;
        this.authorizationCodes = authorizationCodes;
        this.tokens = tokens;
        this.faults = faults;
        this.clock = clock;
        this.self = self;
        this.autoApprove = autoApprove;
        this.pages = pages;
    }

    @Override
    public Reply handle(Request request) throws InterruptedException {
        return switch (request.method() + " " + request.path()) {
            case "POST /client/register" -> front.run(new Call(request, "RegisterClient"), this::registerClient);
            case "POST /device_authorization" ->
                front.run(new Call(request, "StartDeviceAuthorization"), this::startDeviceAuthorization);
            case "POST /token" -> front.run(new Call(request, "CreateToken"), this::createToken);
            case "GET /authorize", "POST /authorize" -> pages.authorize(request);
            case "GET /device", "POST /device" -> pages.device(request);
            default ->
                front.run(new Call(request, "UnknownOperation"), call -> {
                    throw new AwsException(404, "UnknownOperationException", "");
                });
        };
    }

    private Reply registerClient(Call call) throws AwsException {
        Client client = clients.register(JsonBody.of(call));
        call.note("client", client.name());
        JsonObject body = new JsonObject();
        body.addProperty("clientId", client.id());
        body.addProperty("clientSecret", client.secret());
        body.addProperty("clientIdIssuedAt", clock.instant().getEpochSecond());
        body.addProperty(
                "clientSecretExpiresAt", clock.shown(client.expiration()).getEpochSecond());
        return RestDialect.json(200, body);
    }

    private Reply startDeviceAuthorization(Call call) throws AwsException {
        JsonBody request = JsonBody.of(call);
        Client client = clients.authenticate(request);
        call.note("client", client.name());
        if (!client.grantTypes().contains(Client.DEVICE_CODE)) {
            throw new AwsException(400, "UnauthorizedClientException", "The client did not register this grant type");
        }
        // The start URL may come with the fragment that the portal's own address has.
        if (!request.need("startUrl").replaceAll("/?(#/?)?$", "").equals(Company.START_URL)) {
            throw JsonBody.invalid("The start URL is not known");
        }
        DeviceCodes.Authorization authorization =
                deviceCodes.start(client, autoApprove == null ? null : new DeviceCodes.Decision.Approved(autoApprove));
        JsonObject body = new JsonObject();
        body.addProperty("deviceCode", authorization.deviceCode());
        body.addProperty("userCode", authorization.userCode());
        body.addProperty("verificationUri", self.get() + "/device");
        body.addProperty("verificationUriComplete", self.get() + "/device?user_code=" + authorization.userCode());
        body.addProperty("expiresIn", deviceCodes.lifetime().toSeconds());
        body.addProperty("interval", deviceCodes.interval().toSeconds());
        return RestDialect.json(200, body);
    }

    private Reply createToken(Call call) throws AwsException {
        JsonBody request = JsonBody.of(call);
        String grantType = request.need("grantType");
        call.note("grant", grantType.replaceFirst("^urn:ietf:params:oauth:grant-type:", ""));
        Client client = clients.authenticate(request);
        if (!Client.GRANT_TYPES.contains(grantType)) {
            throw new AwsException(400, "UnsupportedGrantTypeException", "The grant type is not supported");
        }
        if (!client.grantTypes().contains(grantType)) {
            throw new AwsException(400, "UnauthorizedClientException", "The client did not register this grant type");
        }
        Tokens.Issued issued = issue(request, client, grantType);
        call.note("user", issued.signIn().person().name());
        JsonObject body = new JsonObject();
        body.addProperty("accessToken", issued.accessToken());
        body.addProperty("tokenType", "Bearer");
        body.addProperty("expiresIn", issued.lifetime().toSeconds());
        if (issued.refreshToken() != null) {
            body.addProperty("refreshToken", issued.refreshToken());
        }
        return RestDialect.json(200, body);
    }

    private Tokens.Issued issue(JsonBody request, Client client, String grantType) throws AwsException {
        if (grantType.equals(Client.DEVICE_CODE)) {
            String deviceCode = request.need("deviceCode");
            PollAnswer fault = faults.nextPoll().orElse(null);
            if (fault != null) {
                throw refusal(fault);
            }
            return tokens.signIn(deviceCodes.poll(deviceCode, client), client);
        }
        if (grantType.equals(Client.AUTHORIZATION_CODE)) {
            return authorizationCodes.redeem(
                    request.need("code"), client, request.need("redirectUri"), request.need("codeVerifier"));
        }
        return tokens.refresh(request.need("refreshToken"), client)
                .orElseThrow(() -> new AwsException(
                        400, "InvalidGrantException", "The refresh token is not valid, or has expired"));
    }

    private static AwsException refusal(PollAnswer answer) {
        return switch (answer) {
            case PENDING -> new AwsException(400, "AuthorizationPendingException", "");
            case SLOW_DOWN -> new AwsException(400, "SlowDownException", "");
            case DENIED -> new AwsException(400, "AccessDeniedException", "The person refused");
            case EXPIRED -> new AwsException(400, "ExpiredTokenException", "The device code has expired");
        };
    }
}
