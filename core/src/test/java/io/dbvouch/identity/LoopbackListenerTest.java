package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoopbackListenerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LoopbackListener listener = LoopbackListener.open(Secret.of("the-state"));

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void code_withTheState_isTakenAndAnsweredLater() throws Exception {
        try (Socket browser = connect()) {
            send(browser, "GET /oauth/callback?code=a%2Bb%20c&state=the-state&x HTTP/1.1\r\nHost: HOST\r\n\r\n");

            Callback.Code callback = (Callback.Code) listener.poll(PATIENCE).orElseThrow();
            callback.reply().send(new CallbackPage("200 OK", "<Title>", "\"Text\" & 'more'"));

            assertThat(callback.code()).isEqualTo(Secret.of("a+b c"));
            assertThat(read(browser))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains(
                            "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';")
                    .contains("\r\nReferrer-Policy: no-referrer\r\n", "\r\nCache-Control: no-store\r\n")
                    .contains("\r\nX-Content-Type-Options: nosniff\r\n", "\r\nConnection: close\r\n")
                    .contains("<h1>&lt;Title&gt;</h1><p>&quot;Text&quot; &amp; &#39;more&#39;</p>")
                    .doesNotContain("http:", "https:", "<script", "<img", "<link");
        }
    }

    @Test
    void error_withTheState_isTaken() throws Exception {
        try (Socket browser = connect()) {
            send(
                    browser,
                    "GET /oauth/callback?error=e&error_description=no&state=the-state HTTP/1.0\r\nhost:HOST\r\n\r\n");

            Callback.Refusal refusal =
                    (Callback.Refusal) listener.poll(PATIENCE).orElseThrow();

            assertThat(refusal.error()).isEqualTo("e");
            assertThat(refusal.description()).isEqualTo("no");
            refusal.reply().send(CallbackPage.notSignedIn(""));
            assertThat(read(browser)).contains("Not signed in");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=c",
                "code=c&state=",
                "code=c&state=the-stat",
                "code=c&state=the-state%20",
                "code=c&state=THE-STATE",
                "code=c&state=wrong&state=the-state",
                "code=c&state=the-state&code=d",
                "code=c&state=the-state&%63ode=d",
                "state=the-state",
                "code=&state=the-state",
                "code=c&error=e&state=the-state",
                "code=%zz&state=the-state",
                "error=access_denied",
                ""
            })
    void anythingElse_isRefusedAndNotTaken(String query) throws Exception {
        assertThat(ask("GET /oauth/callback?" + query + " HTTP/1.1\r\nHost: HOST\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request\r\n");

        assertThat(listener.refused()).isEqualTo(1);
        assertThat(listener.poll(Duration.ZERO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/oauth/callback/",
                "/oauth/callbac",
                "/OAUTH/CALLBACK",
                "/oauth/../oauth/callback",
                "/oauth%2Fcallback",
                "//oauth/callback",
                "/favicon.ico"
            })
    void otherPath_isNotFound(String path) throws Exception {
        assertThat(ask("GET " + path + "?code=c&state=the-state HTTP/1.1\r\nHost: HOST\r\n\r\n"))
                .startsWith("HTTP/1.1 404 Not Found\r\n");
        assertThat(listener.poll(Duration.ZERO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "OPTIONS", "get"})
    void otherMethod_isNotAllowed(String method) throws Exception {
        assertThat(ask(method + " /oauth/callback?code=c&state=the-state HTTP/1.1\r\nHost: HOST\r\n\r\n"))
                .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
                .contains("\r\nAllow: GET\r\n");
        assertThat(listener.poll(Duration.ZERO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost:PORT", "127.0.0.1", "127.0.0.1:1", ""})
    void otherHost_isMisdirected(String host) throws Exception {
        String value =
                host.replace("PORT", Integer.toString(listener.redirectUri().getPort()));
        assertThat(ask("GET /oauth/callback?code=c&state=the-state HTTP/1.1\r\nHost: " + value + "\r\n\r\n"))
                .startsWith("HTTP/1.1 421 Misdirected Request\r\n");
        assertThat(listener.poll(Duration.ZERO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET /oauth/callback\r\n\r\n",
                "GET http://127.0.0.1/oauth/callback HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n",
                "GET /oauth/callback?code=c&state=the-state HTTP/2\r\nHost: HOST\r\n\r\n"
            })
    void noHttp_isRefused(String request) throws Exception {
        assertThat(ask(request)).startsWith("HTTP/1.1 400 Bad Request\r\n");
        assertThat(listener.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void endlessHead_isRefused() throws Exception {
        String start = "GET /oauth/callback?code=c&state=the-state HTTP/1.1\r\nX: ";
        assertThat(ask(start + "x".repeat(16 * 1024 - start.length()))).startsWith("HTTP/1.1 400 Bad Request\r\n");
        assertThat(listener.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void request_holdingTheCode_doesNotShowIt() throws IOException {
        CallbackRequest request = CallbackRequest.read(new ByteArrayInputStream(
                        "GET /x?code=c0de HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .orElseThrow();

        assertThat(request.toString()).contains("/x").doesNotContain("c0de");
    }

    @Test
    void secondAnswer_isRefused() throws Exception {
        try (Socket browser = connect()) {
            send(browser, "GET /oauth/callback?code=first&state=the-state HTTP/1.1\r\nHost: HOST\r\n\r\n");
            Callback.Code first = (Callback.Code) listener.poll(PATIENCE).orElseThrow();

            assertThat(ask("GET /oauth/callback?code=second&state=the-state HTTP/1.1\r\nHost: HOST\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("Already used");
            assertThat(first.code()).isEqualTo(Secret.of("first"));
            assertThat(listener.poll(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void connectionsThatSayNothing_keepNobodyWaiting() throws Exception {
        try (Socket idle = connect();
                Socket half = connect();
                Socket browser = connect()) {
            assertThat(idle.isConnected()).isTrue();
            send(half, "GET /oauth/callback?co");
            send(browser, "GET /oauth/callback?code=c&state=the-state HTTP/1.1\r\nHost: HOST\r\n\r\n");

            assertThat(listener.poll(PATIENCE)).isPresent();
        }
    }

    @Test
    void browserThatHasGone_isNoFailure() throws Exception {
        Callback callback;
        try (Socket browser = connect()) {
            browser.setSoLinger(true, 0);
            send(browser, "GET /oauth/callback?code=c&state=the-state HTTP/1.1\r\nHost: HOST\r\n\r\n");
            callback = listener.poll(PATIENCE).orElseThrow();
        }

        callback.reply().send(CallbackPage.notSignedIn("gone"));
        callback.reply().send(CallbackPage.notSignedIn("gone"));

        assertThat(listener.refused()).isZero();
    }

    @Test
    void close_endsThePortAndEveryConnection() throws Exception {
        try (Socket idle = connect()) {
            // The listener has the connection as soon as it has answered a later one.
            assertThat(ask("GET / HTTP/1.1\r\nHost: HOST\r\n\r\n")).contains("404");
            listener.close();

            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void port_isOnNoOtherAddress() throws Exception {
        List<InetAddress> others = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.getHostAddress().equals("127.0.0.1") && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress other : others) {
            assertThatThrownBy(() -> new Socket(other, listener.redirectUri().getPort()).close())
                    .isInstanceOf(IOException.class);
        }
        assertThat(listener.redirectUri().toString()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]+/oauth/callback");
    }

    @Test
    void poll_nobodyCame_isEmpty() throws Exception {
        Optional<Callback> nothing = listener.poll(Duration.ofMillis(1));

        assertThat(nothing).isEmpty();
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return read(socket);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), listener.redirectUri().getPort());
    }

    private void send(Socket socket, String request) throws IOException {
        String host = "127.0.0.1:" + listener.redirectUri().getPort();
        socket.getOutputStream().write(request.replace("HOST", host).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
