package io.dbvouch.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a TLS server of our own, over real sockets. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsPolicyTest {
    private static final String HOST = "db.example.com";
    private static final TestCertificates AUTHORITY = new TestCertificates("Root");
    private static final TestCertificates OTHER = new TestCertificates("Other");

    /** Takes one connection, shows a certificate, sends one byte, and tells which host name the client asked for. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<String> served = new CompletableFuture<>();

        Server(TestCertificates.Server shown, String... protocols) throws IOException {
            this(shown, tls -> {
                if (protocols.length > 0) {
                    tls.setEnabledProtocols(protocols);
                }
            });
        }

        Server(TestCertificates.Server shown, Consumer<SSLSocket> settings) throws IOException {
            Thread.ofVirtual().start(() -> {
                try (Socket plain = listener.accept();
                        SSLSocket tls =
                                (SSLSocket) shown.context().getSocketFactory().createSocket(plain, null, false)) {
                    settings.accept(tls);
                    tls.startHandshake();
                    tls.getOutputStream().write('x');
                    served.complete(((ExtendedSSLSession) tls.getSession())
                            .getRequestedServerNames()
                            .toString());
                    // Until the client has gone: it has to read what was sent.
                    assertThat(tls.getInputStream().read()).isEqualTo(-1);
                } catch (IOException e) {
                    served.completeExceptionally(e);
                }
            });
        }

        Socket connect() throws IOException {
            return new Socket(listener.getInetAddress(), listener.getLocalPort());
        }

        /** The names of the client's SNI, or the server's failure. */
        String served() throws InterruptedException, ExecutionException, TimeoutException {
            return served.get(30, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    private static TlsPolicy policy(TlsMode mode) {
        return new TlsPolicy(mode, AUTHORITY.bundle(), HOST);
    }

    private static void handshake(TlsPolicy policy, Server server) throws IOException {
        try (Socket plain = server.connect();
                SSLSocket tls = policy.over(plain, 5432)) {
            tls.startHandshake();
            assertThat(tls.getInputStream().read()).isEqualTo('x');
            assertThat(policy.evidence()).isPresent();
        }
    }

    private static String sha256(TestCertificates.Server shown) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(shown.certificate().getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void over_goodServer_provesItself(TlsMode mode) throws Exception {
        TestCertificates.Server shown = AUTHORITY.server(HOST);
        TlsPolicy policy = policy(mode);

        try (Server server = new Server(shown)) {
            handshake(policy, server);

            assertThat(server.served()).contains("host_name").contains(HOST);
        }
        assertThat(policy.begun()).isTrue();
        assertThat(policy.shownCertificate()).isEqualTo(sha256(shown));
        assertThat(policy.evidence())
                .contains(new PeerEvidence(mode, "TLSv1.3", "TLS_AES_256_GCM_SHA384", sha256(shown), true));
    }

    @Test
    void over_serverWithTls12Alone_isTaken() throws Exception {
        TlsPolicy policy = policy(TlsMode.VERIFY_FULL);

        try (Server server = new Server(AUTHORITY.server(HOST), "TLSv1.2")) {
            handshake(policy, server);
        }
        assertThat(policy.evidence().orElseThrow().protocol()).isEqualTo("TLSv1.2");
        assertThat(policy.evidence().orElseThrow().cipher()).startsWith("TLS_ECDHE_");
    }

    /** P-256 and P-521 are not in the greeting, and are asked for. */
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, x25519",
        "TLSv1.3, secp256r1",
        "TLSv1.3, secp384r1",
        "TLSv1.3, secp521r1",
        "TLSv1.3, x448",
        "TLSv1.2, secp256r1"
    })
    void over_serverWithOneGroupAlone_isTaken(String protocol, String group) throws Exception {
        TlsPolicy policy = policy(TlsMode.VERIFY_FULL);

        try (Server server = new Server(AUTHORITY.server(HOST), tls -> {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setProtocols(new String[] {protocol});
            parameters.setNamedGroups(new String[] {group});
            tls.setSSLParameters(parameters);
        })) {
            handshake(policy, server);
        }
        assertThat(policy.evidence().orElseThrow().protocol()).isEqualTo(protocol);
    }

    /** The test's JVM permits TLS 1.1, which a JDK by itself does not: the refusal is the policy's. */
    @Test
    void over_serverWithTls11Alone_isRefused() throws Exception {
        TlsPolicy policy = policy(TlsMode.VERIFY_CA);

        try (Server server = new Server(AUTHORITY.server(HOST), "TLSv1.1")) {
            assertThatThrownBy(() -> handshake(policy, server))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("protocol_version");
            assertThatThrownBy(server::served).hasCauseInstanceOf(SSLException.class);
        }
        assertThat(policy.evidence()).isEmpty();
        assertThat(policy.shownCertificate()).isNull();
    }

    @Test
    void over_otherNameInVerifyCa_isTakenAndNoted() throws Exception {
        TlsPolicy policy = policy(TlsMode.VERIFY_CA);

        try (Server server = new Server(AUTHORITY.server("other.example.com"))) {
            handshake(policy, server);
        }
        assertThat(policy.evidence().orElseThrow().nameMatched()).isFalse();
    }

    @Test
    void over_otherNameInVerifyFull_isRefusedWithBothNames() throws Exception {
        TestCertificates.Server shown = AUTHORITY.server("other.example.com");

        refused(TlsMode.VERIFY_FULL, shown, "the certificate is for other.example.com, not for " + HOST);
    }

    @Test
    void over_noNameAtAllInVerifyFull_isRefused() throws Exception {
        refused(TlsMode.VERIFY_FULL, AUTHORITY.server(), "the certificate is for no host, not for " + HOST);
    }

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void over_otherAuthority_isRefused(TlsMode mode) throws Exception {
        refused(mode, OTHER.server(HOST), "unable to find valid certification path");
    }

    /** Same name of the authority, another key. */
    @Test
    void over_authorityOfTheSameName_isRefused() throws Exception {
        refused(TlsMode.VERIFY_CA, new TestCertificates("Root").server(HOST), "signature check failed");
    }

    @ParameterizedTest
    @CsvSource({"-10, expired", "10, NotBefore"})
    void over_notValidToday_isRefused(int days, String words) throws Exception {
        TestCertificates.Server shown = AUTHORITY.server(
                Instant.now().plus(Duration.ofDays(days)), KeyPurposeId.id_kp_serverAuth, TestCertificates.dns(HOST));

        refused(TlsMode.VERIFY_CA, shown, words);
    }

    @Test
    void over_certificateOfAClient_isRefused() throws Exception {
        TestCertificates.Server shown =
                AUTHORITY.server(Instant.now(), KeyPurposeId.id_kp_clientAuth, TestCertificates.dns(HOST));

        refused(TlsMode.VERIFY_CA, shown, "Extended key usage does not permit use for TLS server");
    }

    private static void refused(TlsMode mode, TestCertificates.Server shown, String words) throws Exception {
        TlsPolicy policy = policy(mode);

        try (Server server = new Server(shown)) {
            assertThatThrownBy(() -> handshake(policy, server))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasStackTraceContaining(words);
        }
        assertThat(policy.begun()).isTrue();
        assertThat(policy.evidence()).isEmpty();
        assertThat(policy.shownCertificate()).isEqualTo(sha256(shown));
    }

    @Test
    void evidence_beforeTheHandshake_isEmptyAndStartsNone() throws Exception {
        TlsPolicy policy = policy(TlsMode.VERIFY_CA);
        assertThat(policy.begun()).isFalse();
        assertThat(policy.evidence()).isEmpty();
        assertThat(policy.shownCertificate()).isNull();

        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket plain = new Socket(silent.getInetAddress(), silent.getLocalPort());
                Socket far = silent.accept();
                SSLSocket tls = policy.over(plain, 5432)) {
            assertThat(policy.begun()).isTrue();
            assertThat(policy.evidence()).isEmpty();
            assertThat(tls.isClosed()).isFalse();
            assertThat(far.getInputStream().available())
                    .as("bytes of a handshake")
                    .isZero();
        }
    }

    @Test
    void over_serverThatHangsUpInTheHandshake_leavesNoEvidence() throws Exception {
        TlsPolicy policy = policy(TlsMode.VERIFY_CA);

        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket plain = new Socket(rude.getInetAddress(), rude.getLocalPort());
                SSLSocket tls = policy.over(plain, 5432)) {
            rude.accept().close();

            assertThatThrownBy(tls::startHandshake).isInstanceOf(IOException.class);
            assertThat(policy.evidence()).isEmpty();
        }
        assertThat(policy.evidence()).isEmpty();
        assertThat(policy.shownCertificate()).isNull();
    }

    @Test
    void over_serverThatSpeaksSomethingElse_leavesNoEvidence() throws Exception {
        TlsPolicy policy = policy(TlsMode.VERIFY_CA);

        try (ServerSocket web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket plain = new Socket(web.getInetAddress(), web.getLocalPort());
                SSLSocket tls = policy.over(plain, 5432)) {
            try (Socket far = web.accept()) {
                far.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

                assertThatThrownBy(tls::startHandshake).isInstanceOf(SSLException.class);
            }
            assertThat(policy.evidence()).isEmpty();
        }
    }

    @Test
    void over_address_sendsNoServerName() throws Exception {
        TlsPolicy policy = new TlsPolicy(TlsMode.VERIFY_CA, AUTHORITY.bundle(), "127.0.0.1");

        try (Server server = new Server(AUTHORITY.server(HOST))) {
            handshake(policy, server);

            assertThat(server.served()).isEqualTo(List.of().toString());
        }
    }
}
