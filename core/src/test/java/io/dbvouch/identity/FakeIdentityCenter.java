package io.dbvouch.identity;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dbvouch.aws.AwsClients;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An IAM Identity Center as far as sign-ins go: registers clients, keeps codes and refresh tokens, checks PKCE, forgets what was
 * used. What it was asked is in {@link #requests}; what it is to answer next, instead of the right thing, goes into {@link
 * #next}.
 */
final class FakeIdentityCenter implements AutoCloseable {
    /** An answer that is not the right one. */
    record Canned(int status, @Nullable String errorType, String body) {
        static Canned error(String type, String error) {
            return new Canned(
                    400,
                    type,
                    "{\"error\":\"" + error + "\",\"error_description\":\"" + error + ", says the server\"}");
        }
    }

    static final Canned PENDING = Canned.error("AuthorizationPendingException", "authorization_pending");
    static final Canned SLOW_DOWN = Canned.error("SlowDownException", "slow_down");
    static final Canned DENIED = Canned.error("AccessDeniedException", "access_denied");
    static final Canned EXPIRED = Canned.error("ExpiredTokenException", "expired_token");
    static final Canned INVALID_CLIENT = Canned.error("InvalidClientException", "invalid_client");
    static final Canned INVALID_GRANT = Canned.error("InvalidGrantException", "invalid_grant");
    static final Canned INVALID_REQUEST = Canned.error("InvalidRequestException", "invalid_request");
    static final Canned TOO_MANY = new Canned(429, "TooManyRequestsException", "{\"message\":\"slower\"}");
    static final Canned BROKEN = new Canned(500, "InternalServerException", "{\"error\":\"server_error\"}");
    static final Canned GARBAGE = new Canned(200, null, "<html>Welcome to the hotel");
    /** No answer at all, until the service is closed. */
    static final Canned NONE = new Canned(0, null, "");

    static final Canned EMPTY = new Canned(200, null, "{}");

    private record Code(String clientId, String redirectUri, String challenge) {}

    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<JsonObject> bodies = new CopyOnWriteArrayList<>();
    final Map<String, Queue<Canned>> next = new ConcurrentHashMap<>();
    final Map<String, String> clients = new ConcurrentHashMap<>();
    final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    final List<String> loggedOut = new CopyOnWriteArrayList<>();
    final JsonObject device = new JsonObject();
    boolean rotates = true;

    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    FakeIdentityCenter() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        device.addProperty("deviceCode", "device-code");
        device.addProperty("userCode", "ABCD-EFGH");
        device.addProperty("verificationUri", "https://device.sso.eu-west-1.amazonaws.com/");
        device.addProperty(
                "verificationUriComplete", "https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH");
        device.addProperty("expiresIn", 600);
        device.addProperty("interval", 1);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Clients of this service. */
    SsoClients sdk() {
        return clients(uri());
    }

    /** Clients of whatever is there. */
    static SsoClients clients(URI endpoint) {
        return new SsoClients(new AwsClients(Map.of("AWS_ENDPOINT_URL", endpoint.toString()), null));
    }

    /** What the next requests to {@code path} get instead of the right answer. */
    void answer(String path, Canned... answers) {
        next.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(answers));
    }

    /** How often {@code request} was asked, such as {@code token refresh_token}. */
    long times(String request) {
        return requests.stream().filter(request::equals).count();
    }

    /** The body of the last request that has one. */
    JsonObject lastBody() {
        return bodies.getLast();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            if (path.equals("authorize")) {
                requests.add(path);
                authorize(exchange);
                return;
            }
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonObject body = text.isEmpty()
                    ? new JsonObject()
                    : JsonParser.parseString(text).getAsJsonObject();
            bodies.add(body);
            requests.add(body.has("grantType") ? path + " " + string(body, "grantType") : path);
            Canned canned =
                    next.getOrDefault(path, new ConcurrentLinkedQueue<>()).poll();
            if (NONE.equals(canned)) {
                closed.await();
                return;
            }
            send(exchange, canned != null ? canned : right(path, body, exchange));
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private Canned right(String path, JsonObject body, HttpExchange exchange) {
        return switch (path) {
            case "client/register" -> register();
            case "device_authorization" -> knows(body) ? new Canned(200, null, device.toString()) : INVALID_CLIENT;
            case "token" -> knows(body) ? token(body) : INVALID_CLIENT;
            case "logout" -> {
                loggedOut.add(exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token"));
                yield new Canned(200, null, "");
            }
            default -> new Canned(404, "UnknownOperationException", "{}");
        };
    }

    private Canned register() {
        int number = count.incrementAndGet();
        clients.put("client-" + number, "secret-" + number);
        JsonObject answer = new JsonObject();
        answer.addProperty("clientId", "client-" + number);
        answer.addProperty("clientSecret", "secret-" + number);
        answer.addProperty("clientIdIssuedAt", TestClock.START.getEpochSecond());
        answer.addProperty("clientSecretExpiresAt", TestClock.START.getEpochSecond() + 90 * 86_400);
        return new Canned(200, null, answer.toString());
    }

    private boolean knows(JsonObject body) {
        return string(body, "clientSecret").equals(clients.get(string(body, "clientId")));
    }

    private Canned token(JsonObject body) {
        return switch (string(body, "grantType")) {
            case "urn:ietf:params:oauth:grant-type:device_code" ->
                string(body, "deviceCode").equals("device-code") ? granted(body) : INVALID_GRANT;
            case "authorization_code" -> {
                Code code = codes.remove(string(body, "code"));
                boolean good = code != null
                        && code.clientId().equals(string(body, "clientId"))
                        && code.redirectUri().equals(string(body, "redirectUri"))
                        && code.challenge().equals(Pkce.challenge(string(body, "codeVerifier")));
                yield good ? granted(body) : INVALID_GRANT;
            }
            case "refresh_token" -> {
                String token = string(body, "refreshToken");
                boolean good = rotates
                        ? refreshTokens.remove(token, string(body, "clientId"))
                        : string(body, "clientId").equals(refreshTokens.get(token));
                yield good ? granted(body) : INVALID_GRANT;
            }
            default -> Canned.error("UnsupportedGrantTypeException", "unsupported_grant_type");
        };
    }

    private Canned granted(JsonObject body) {
        int number = count.incrementAndGet();
        JsonObject answer = new JsonObject();
        answer.addProperty("accessToken", "access-" + number);
        answer.addProperty("tokenType", "Bearer");
        answer.addProperty("expiresIn", 3600);
        if (rotates) {
            refreshTokens.put("refresh-" + number, string(body, "clientId"));
            answer.addProperty("refreshToken", "refresh-" + number);
        }
        return new Canned(200, null, answer.toString());
    }

    /** Lets the person in without a question, if the request is what it has to be. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        List<String> wrong = new ArrayList<>();
        if (!clients.containsKey(query.getOrDefault("client_id", ""))) {
            wrong.add("client_id");
        }
        if (!"code".equals(query.get("response_type"))) {
            wrong.add("response_type");
        }
        if (!"S256".equals(query.get("code_challenge_method"))) {
            wrong.add("code_challenge_method");
        }
        if (!query.getOrDefault("redirect_uri", "").matches("http://127\\.0\\.0\\.1:\\d+/oauth/callback")) {
            wrong.add("redirect_uri");
        }
        if (!"sso:account:access".equals(query.get("scopes"))) {
            wrong.add("scopes");
        }
        if (!wrong.isEmpty()) {
            send(exchange, new Canned(400, null, "wrong: " + wrong));
            return;
        }
        String code = "code-" + count.incrementAndGet();
        codes.put(
                code,
                new Code(
                        query.getOrDefault("client_id", ""),
                        query.getOrDefault("redirect_uri", ""),
                        query.getOrDefault("code_challenge", "")));
        exchange.getResponseHeaders()
                .add("Location", query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
        exchange.sendResponseHeaders(302, -1);
    }

    private static void send(HttpExchange exchange, Canned answer) throws IOException {
        if (answer.errorType() != null) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", answer.errorType());
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            query.put(
                    parameter.substring(0, equals),
                    URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    static List<String> strings(JsonObject body, String field) {
        List<String> values = new ArrayList<>();
        JsonArray array = Objects.requireNonNull(body.getAsJsonArray(field), field);
        array.forEach(value -> values.add(value.getAsString()));
        return values;
    }

    private static String string(JsonObject body, String field) {
        return body.has(field) ? body.get(field).getAsString() : "";
    }
}
