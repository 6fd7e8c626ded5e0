package io.dbvouch.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackServerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2001-02-03T04:05:06Z"));

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(
                "test",
                request -> Reply.of(
                        200,
                        "text/plain",
                        request.method() + " " + request.path() + "?" + request.query() + " " + request.text()),
                CLOCK);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private String exchange(String request) throws IOException {
        URI uri = server.uri();
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), uri.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(request.replace("HOST", uri.getAuthority())
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @Test
    void date_isTheClocksTime() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\nHost: HOST\n\n")).contains("Date: Sat, 3 Feb 2001 04:05:06 GMT\r\n");
    }

    @Test
    void connection_twoRequests_bothAnswered() throws IOException {
        String answers = exchange(
                "POST /a?b=%20c HTTP/1.1\nHost: HOST\nContent-Length: 4\n\nbodyGET /d HTTP/1.1\nHost: HOST\n\n");

        assertThat(answers).contains("POST /a?b=%20c body").endsWith("GET /d? ");
    }

    @Test
    void body_chunked_isPutTogether() throws IOException {
        String request =
                "POST / HTTP/1.1\nHost: HOST\nTransfer-Encoding: chunked\n\n3\nabc\n2;x=y\nde\n0\nTrailer: t\n\n";

        assertThat(exchange(request)).endsWith("POST /? abcde");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:HPORT", "localhost", "LocalHost:1", "[::1]:80", "127.255.1.2"})
    void host_loopback_isAnswered(String host) throws IOException {
        assertThat(exchange("GET / HTTP/1.1\nHost: " + host.replace("HPORT", "7") + "\n\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example:80",
                "",
                "10.0.0.1",
                "128.0.0.1"
            })
    void host_elsewhere_isRefused(String host) throws IOException {
        assertThat(exchange("GET / HTTP/1.1\nHost: " + host + "\n\n")).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://HOST", "http://127.0.0.1:1", "http://HOST.evil"})
    void origin_elsewhere_isRefused(String origin) throws IOException {
        assertThat(exchange("POST / HTTP/1.1\nHost: HOST\nOrigin: " + origin + "\nContent-Length: 0\n\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void origin_own_isAnswered() throws IOException {
        assertThat(exchange("POST / HTTP/1.1\nHost: HOST\nOrigin: http://HOST\nContent-Length: 0\n\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\n\n",
                "GET http://HOST/ HTTP/1.1\nHost: HOST\n\n",
                "GET / HTTP/2\nHost: HOST\n\n",
                "GET / HTTP/1.1\n\n",
                "GET / HTTP/1.1\nHost: HOST\nHost: HOST\n\n",
                "GET / HTTP/1.1\nHost : HOST\n\n",
                "POST / HTTP/1.1\nHost: HOST\nContent-Length: 4\nTransfer-Encoding: chunked\n\nbody",
                "POST / HTTP/1.1\nHost: HOST\nContent-Length: 4\nContent-Length: 5\n\nbody",
                "POST / HTTP/1.1\nHost: HOST\nContent-Length: four\n\nbody",
                "POST / HTTP/1.1\nHost: HOST\nContent-Length: 99999999\n\nbody",
            })
    void request_malformed_getsBadRequest(String request) throws IOException {
        assertThat(exchange(request)).startsWith("HTTP/1.1 400").contains("Connection: close");
    }

    @Test
    void headers_endless_areRefused() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\nHost: HOST\nX: " + "x".repeat(70_000) + "\n\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void header_withLineEnd_cannotSplitTheAnswer() throws IOException {
        try (LoopbackServer splitting =
                LoopbackServer.start("test", _ -> Reply.seeOther("http://a/\r\nSet-Cookie: evil"), CLOCK)) {
            server.close();
            server = splitting;

            assertThat(exchange("GET / HTTP/1.1\nHost: HOST\n\n")).doesNotContain("\nSet-Cookie");
        }
    }

    @Test
    void close_whileAnAnswerWaits_endsTheWait() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        LoopbackServer slow = LoopbackServer.start(
                "test",
                _ -> {
                    waiting.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return Reply.of(200, "text/plain", "");
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                        throw e;
                    } finally {
                        ended.countDown();
                    }
                },
                CLOCK);
        try (Socket socket =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), slow.uri().getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            waiting.await();

            slow.close();

            ended.await();
            assertThat(interrupted).isTrue();
        }
    }
}
