package io.dbvouch.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.sandbox.Aws;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.sandbox.SandboxOptions;
import io.dbvouch.sandbox.http.Form;
import io.dbvouch.sandbox.sigv4.PercentEncoding;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;

class SignInPagesTest {
    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String ODD = "Arianna.O'Neil<b>&\"@example.com";

    private final HttpClient browser = HttpClient.newHttpClient();
    private Sandbox sandbox;
    private SsoOidcClient oidc;
    private RegisterClientResponse client;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults().withoutDatabase().withUser(ODD));
        oidc = new Aws(sandbox).oidc();
        client = oidc.registerClient(request -> request.clientName("<script>alert(1)</script>")
                .clientType("public")
                .grantTypes("authorization_code", "refresh_token")
                .redirectUris("http://127.0.0.1/oauth/callback")
                .issuerUrl(Aws.START_URL)
                .scopes("sso:account:access"));
    }

    @AfterEach
    void stop() throws Exception {
        oidc.close();
        sandbox.close();
    }

    private URI at(String path) {
        return URI.create(sandbox.environment().get("AWS_ENDPOINT_URL_SSO_OIDC") + path);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> PercentEncoding.encode(field.getKey()) + "=" + PercentEncoding.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(at(path))
                        .POST(BodyPublishers.ofString(encoded(fields)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", at("").toString())
                        .build(),
                BodyHandlers.ofString());
    }

    private Map<String, String> parameters(String redirectUri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.clientId());
        parameters.put("redirect_uri", redirectUri);
        parameters.put("state", "a&b=c d");
        parameters.put("code_challenge_method", "S256");
        parameters.put("scopes", "sso:account:access");
        parameters.put("code_challenge", CHALLENGE);
        return parameters;
    }

    private static Form query(HttpResponse<String> response) {
        return Form.parse(URI.create(response.headers().firstValue("location").orElseThrow())
                .getRawQuery());
    }

    private CreateTokenResponse redeem(String code, String redirectUri, String verifier) {
        return oidc.createToken(request -> request.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .grantType("authorization_code")
                .code(code)
                .redirectUri(redirectUri)
                .codeVerifier(verifier));
    }

    @Test
    void authorize_page_escapesEverything_andRunsNothing() throws Exception {
        Map<String, String> parameters = parameters("http://127.0.0.1:49999/oauth/callback");
        parameters.put("state", "\"><script>alert(2)</script>");

        HttpResponse<String> page = get("/authorize?" + encoded(parameters));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .doesNotContain("<script", "<b>")
                .contains("&lt;script&gt;alert(1)", "Arianna.O&#39;Neil&lt;b&gt;&amp;&quot;@example.com", "<legend>");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @Test
    void codeFlow_personApproves_anyLoopbackPort_givesTokens() throws Exception {
        String redirectUri = "http://127.0.0.1:49999/oauth/callback";
        Map<String, String> form = parameters(redirectUri);
        form.put("user", ODD);
        form.put("allow", "yes");

        HttpResponse<String> back = post("/authorize", form);

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("location").orElseThrow()).startsWith(redirectUri + "?");
        assertThat(query(back).get("state")).contains("a&b=c d");
        CreateTokenResponse token = redeem(query(back).get("code").orElseThrow(), redirectUri, VERIFIER);
        assertThat(token.refreshToken()).isNotBlank();
        assertThat(sandbox.journal().of("oidc", "CreateToken").getLast().details())
                .containsEntry("user", ODD);
    }

    @Test
    void codeFlow_codeTwice_endsTheSignIn() throws Exception {
        String redirectUri = "http://127.0.0.1:49999/oauth/callback";
        Map<String, String> form = parameters(redirectUri);
        form.put("user", "paola");
        String code = query(post("/authorize", form)).get("code").orElseThrow();
        CreateTokenResponse token = redeem(code, redirectUri, VERIFIER);

        assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(() -> redeem(code, redirectUri, VERIFIER));
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> oidc.createToken(request -> request.clientId(client.clientId())
                        .clientSecret(client.clientSecret())
                        .grantType("refresh_token")
                        .refreshToken(token.refreshToken())));
    }

    @Test
    void codeFlow_wrongVerifierOrRedirect_isRefused() throws Exception {
        String redirectUri = "http://127.0.0.1:49999/oauth/callback";
        Map<String, String> form = parameters(redirectUri);
        form.put("user", "paola");
        String code = query(post("/authorize", form)).get("code").orElseThrow();

        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> redeem(code, redirectUri, VERIFIER + "x"));
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> redeem(code, "http://127.0.0.1:49998/oauth/callback", VERIFIER));
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> redeem(code + "x", redirectUri, VERIFIER));
    }

    @Test
    void authorize_unregisteredRedirectOrClient_sendsTheBrowserNowhere() throws Exception {
        for (String uri : new String[] {
            "http://localhost:49999/oauth/callback",
            "http://127.0.0.1:49999/other",
            "http://127.0.0.1:49999/oauth/callback?x=y",
            "http://evil.example/oauth/callback",
            "https://127.0.0.1/oauth/callback"
        }) {
            HttpResponse<String> page = get("/authorize?" + encoded(parameters(uri)));
            assertThat(page.statusCode()).as(uri).isEqualTo(400);
            assertThat(page.headers().firstValue("location")).isEmpty();
        }
        Map<String, String> unknown = parameters("http://127.0.0.1/oauth/callback");
        unknown.put("client_id", "nobody");
        assertThat(get("/authorize?" + encoded(unknown)).statusCode()).isEqualTo(400);
    }

    @Test
    void authorize_otherMistakes_goBackAsErrors() throws Exception {
        for (String[] mistake : new String[][] {
            {"response_type", "token", "unsupported_response_type"},
            {"code_challenge_method", "plain", "invalid_request"},
            {"code_challenge", "short", "invalid_request"},
            {"scopes", "everything", "invalid_scope"}
        }) {
            Map<String, String> parameters = parameters("http://127.0.0.1/oauth/callback");
            parameters.put(mistake[0], mistake[1]);
            assertThat(query(get("/authorize?" + encoded(parameters))).get("error"))
                    .contains(mistake[2]);
        }
    }

    @Test
    void authorize_denied_goesBackAsAccessDenied() throws Exception {
        Map<String, String> form = parameters("http://127.0.0.1/oauth/callback");
        form.put("deny", "yes");
        assertThat(query(post("/authorize", form)).get("error")).contains("access_denied");

        sandbox.faults().add("oidc.denied=1");
        form.remove("deny");
        form.put("user", "paola");
        assertThat(query(post("/authorize", form)).get("error")).contains("access_denied");
        assertThat(query(post("/authorize", form)).get("code")).isPresent();
    }

    @Test
    void authorize_getWithUser_decidesNothing() throws Exception {
        Map<String, String> form = parameters("http://127.0.0.1/oauth/callback");
        form.put("user", "paola");
        form.put("allow", "yes");

        assertThat(get("/authorize?" + encoded(form)).statusCode()).isEqualTo(200);
    }

    @Test
    void devicePage_approveAndDeny() throws Exception {
        RegisterClientResponse device = Aws.register(oidc);
        StartDeviceAuthorizationResponse approved = Aws.startDevice(oidc, device);
        StartDeviceAuthorizationResponse denied = Aws.startDevice(oidc, device);

        assertThat(get("/device").body()).contains("Enter your code");
        assertThat(get("/device?user_code=" + approved.userCode().toLowerCase(Locale.ROOT))
                        .body())
                .contains(approved.userCode(), "paola");
        assertThat(post("/device", Map.of("user_code", approved.userCode(), "user", "paola", "allow", "yes"))
                        .body())
                .contains("Request approved");
        assertThat(post("/device", Map.of("user_code", denied.userCode(), "deny", "yes"))
                        .body())
                .contains("Request denied");

        assertThat(Aws.poll(oidc, device, approved).accessToken()).isNotBlank();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> Aws.poll(oidc, device, denied));
        assertThat(get("/device?user_code=" + approved.userCode()).statusCode()).isEqualTo(404);
    }

    @Test
    void devicePage_fromAnotherSite_decidesNothing() throws Exception {
        StartDeviceAuthorizationResponse device = Aws.startDevice(oidc, Aws.register(oidc));
        HttpResponse<String> refused = browser.send(
                HttpRequest.newBuilder(at("/device"))
                        .POST(BodyPublishers.ofString("user=paola&user_code=" + device.userCode()))
                        .header("Origin", "http://evil.example")
                        .build(),
                BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(get("/device?user_code=" + device.userCode()).statusCode()).isEqualTo(200);
    }
}
