package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start of a connection, said byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProtocolTest {
    private static final String[] TLS_1_3 = {"TLSv1.3"};

    private TestCluster test;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        test = new TestCluster(directory);
    }

    @AfterAll
    void stop() throws IOException {
        test.close();
    }

    @BeforeEach
    void forget() {
        test.journal.clear();
    }

    @Test
    void startupMessage_inTheClear_isRefusedAsRdsDoes() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.startUp(StartupMessage.VERSION_3_0, "arianna");

            assertThat(client.read().errorFields())
                    .isEqualTo(Map.of(
                            'S',
                            "FATAL",
                            'V',
                            "FATAL",
                            'C',
                            "28000",
                            'M',
                            "no pg_hba.conf entry for host \"127.0.0.1\", user \"arianna\", database \"company\","
                                    + " no encryption"));
            assertThat(client.readByte()).isNegative();
        }
        assertThat(test.journal.eventsOfLastConnection()).containsExactly("connected", "refused", "closed");
    }

    @Test
    void gssEncryption_isDeclinedAndTlsStillComes() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            assertThat(client.request(FirstPacket.GSS_ENCRYPTION_REQUEST).readByte())
                    .isEqualTo('N');
            client.negotiateTls().startUp(StartupMessage.VERSION_3_0, "arianna");
            assertThat(client.read().authenticationKind()).isEqualTo(Message.AUTHENTICATION_CLEARTEXT_PASSWORD);
        }
    }

    @Test
    void gssEncryption_askedForTwice_isNoProtocol() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.request(FirstPacket.GSS_ENCRYPTION_REQUEST).readByte();
            client.request(FirstPacket.GSS_ENCRYPTION_REQUEST);
            assertThat(client.read().errorFields())
                    .containsEntry('C', "0A000")
                    .containsEntry('M', "unsupported frontend protocol 1234.5680: server supports 3.0 to 3.2");
        }
    }

    @Test
    void sslRequest_insideTls_isNoProtocol() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().request(FirstPacket.SSL_REQUEST);
            assertThat(client.read().errorFields()).containsEntry('C', "0A000");
        }
    }

    @Test
    void directTls_withAlpn_leadsToALogin() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            assertThat(client.startTls(TLS_1_3, "postgresql").getApplicationProtocol())
                    .isEqualTo("postgresql");
            client.startUp(StartupMessage.VERSION_3_0, "arianna").read();
            client.password(test.token("arianna"));
            assertThat(client.read().authenticationKind()).isEqualTo(Message.AUTHENTICATION_OK);
            client.readUntil(Message.READY_FOR_QUERY);
        }
        assertThat(test.journal.eventsOfLastConnection())
                .containsExactly("connected", "tls", "startup", "password-message", "accepted", "closed");
    }

    @Test
    void directTls_withoutAlpn_isCutOff() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.startTls(TLS_1_3);
            assertThatThrownBy(() -> client.startUp(StartupMessage.VERSION_3_0, "arianna")
                            .read())
                    .isInstanceOf(IOException.class);
        }
        assertThat(test.journal.await("tls-failed").detail("reason")).isEqualTo("direct TLS without ALPN");
    }

    @Test
    void tls_withAnotherProtocolInAlpn_isRefused() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.request(FirstPacket.SSL_REQUEST).readByte();
            assertThatThrownBy(() -> client.startTls(TLS_1_3, "h2"))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    @Test
    void tls_1_2_isTaken() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.request(FirstPacket.SSL_REQUEST).readByte();
            assertThat(client.startTls(new String[] {"TLSv1.2"}).getSession().getProtocol())
                    .isEqualTo("TLSv1.2");
        }
        assertThat(test.journal.await("tls").detail("protocol")).isEqualTo("TLSv1.2");
    }

    @Test
    void tls_1_1_isRefused() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.request(FirstPacket.SSL_REQUEST).readByte();
            assertThatThrownBy(() -> client.startTls(new String[] {"TLSv1.1"}))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("protocol_version");
        }
        assertThat(test.journal.eventsOfLastConnection()).containsExactly("connected", "tls-failed", "closed");
    }

    @Test
    void protocol_ofAnotherMajorVersion_isRefusedInsideTls() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().request(4 << 16);
            assertThat(client.read().errorFields())
                    .containsEntry('C', "0A000")
                    .containsEntry('M', "unsupported frontend protocol 4.0: server supports 3.0 to 3.2");
        }
    }

    @Test
    void protocol_newerThanTheServer_isNegotiatedAsPostgresDoes() throws Exception {
        byte[] ours = negotiation("arianna");
        byte[] postgres = negotiation("app");

        assertThat(ours).isEqualTo(postgres).hasSize(4 + 4 + "_pq_.unheard_of".length() + 1);
        assertThat(ByteBuffer.wrap(ours).getInt()).isEqualTo(StartupMessage.VERSION_3_2);
    }

    private byte[] negotiation(String user) throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(3 << 16 | 9999, user, "_pq_.unheard_of", "on");
            Message negotiation = client.read();
            assertThat(negotiation.type()).isEqualTo(Message.NEGOTIATE_PROTOCOL_VERSION);
            assertThat(client.read().type()).isEqualTo(Message.AUTHENTICATION);
            return negotiation.body();
        }
    }

    @Test
    void negotiatedLogin_works() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(3 << 16 | 9999, "arianna", "_pq_.unheard_of", "on");
            client.readUntil(Message.AUTHENTICATION);
            client.password(test.token("arianna"));
            assertThat(client.read().authenticationKind()).isEqualTo(Message.AUTHENTICATION_OK);
            client.readUntil(Message.READY_FOR_QUERY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {StartupMessage.VERSION_3_0, StartupMessage.VERSION_3_2})
    void cancelKey_isPostgresOwnInTheLengthOfTheProtocol(int version) throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(version, "arianna").read();
            client.password(test.token("arianna"));
            int key = client.readUntil('K').body().length - Integer.BYTES;
            assertThat(key).isEqualTo(version == StartupMessage.VERSION_3_0 ? 4 : 32);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 7, FirstPacket.MAX_LENGTH + 1, Integer.MAX_VALUE})
    void startupPacket_ofABadLength_getsNoAnswer(int length) throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.wire().write(new Message.Body().int32(length).bytes());
            assertThat(client.readByte()).isNegative();
        }
        assertThat(test.journal.await("closed").detail("by")).contains("invalid length");
    }

    @Test
    void startupPacket_ofTheGreatestLength_isTaken() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls();
            int frame = new StartupMessage(
                            StartupMessage.VERSION_3_0,
                            Map.of("user", "arianna", "database", Cluster.DATABASE, "application_name", ""))
                    .encoded()
                    .length;
            client.startUp(
                    StartupMessage.VERSION_3_0,
                    "arianna",
                    "application_name",
                    "x".repeat(FirstPacket.MAX_LENGTH - frame));
            assertThat(client.read().type()).isEqualTo(Message.AUTHENTICATION);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "user\0arianna", "user\0arianna\0", "user\0arianna\0\0more", "user\0\u00FF\0\0"})
    void startupMessage_ofABadLayout_isRefused(String body) throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            byte[] bytes = body.getBytes(ISO_8859_1);
            client.negotiateTls()
                    .wire()
                    .write(new Message.Body()
                            .int32(8 + bytes.length)
                            .int32(StartupMessage.VERSION_3_0)
                            .bytes());
            client.wire().write(bytes);
            assertThat(client.read().type()).isEqualTo(Message.ERROR);
        }
    }

    @Test
    void startupMessage_withoutAUser_isRefused() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(StartupMessage.VERSION_3_0, "");
            assertThat(client.read().errorFields())
                    .containsEntry('C', "28000")
                    .containsEntry('M', "no PostgreSQL user name specified in startup packet");
        }
    }

    @Test
    void userName_thatIsTooLong_isCutAsPostgresCutsIt() throws Exception {
        test.cluster.execute("create role " + "l".repeat(63) + " login; grant rds_iam to " + "l".repeat(63));
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls()
                    .startUp(StartupMessage.VERSION_3_0, "l".repeat(70))
                    .read();
            client.password(test.token("l".repeat(63)));
            assertThat(client.read().authenticationKind()).isEqualTo(Message.AUTHENTICATION_OK);
        }
    }

    @Test
    void client_thatHangsUpInsteadOfAPassword_leavesNoPasswordMessage() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(StartupMessage.VERSION_3_0, "arianna").read();
        }
        assertThat(test.journal.eventsOfLastConnection()).containsExactly("connected", "tls", "startup", "closed");
    }

    @Test
    void client_thatSendsSomethingElse_isRefused() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(StartupMessage.VERSION_3_0, "arianna").read();
            client.wire().write(Message.query("select 1"));
            assertThat(client.read().errorFields())
                    .containsEntry('C', "08P01")
                    .containsEntry('M', "expected password response, got message type 81");
        }
        assertThat(test.journal.eventsOfLastConnection())
                .containsExactly("connected", "tls", "startup", "refused", "closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no end", "an end\0and more\0"})
    void passwordMessage_thatIsNotOneString_isRefused(String body) throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(StartupMessage.VERSION_3_0, "arianna").read();
            client.wire().write(new Message(Message.PASSWORD, body.getBytes(UTF_8)));
            assertThat(client.read().errorFields())
                    .containsEntry('C', "08P01")
                    .containsEntry('M', "invalid password packet size");
        }
    }

    @Test
    void passwordMessage_thatIsTooLong_getsNoAnswer() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(StartupMessage.VERSION_3_0, "arianna").read();
            client.wire().write(new byte[] {Message.PASSWORD, 0x7F, 0, 0, 0});
            assertThat(client.readByte()).isNegative();
        }
        assertThat(test.journal.eventsOfLastConnection()).containsExactly("connected", "tls", "startup", "closed");
    }

    @Test
    void postgres_behindTheGate_letsNobodyInWhoIsNotTheGate() throws Exception {
        int inner = Integer.parseInt(test.cluster.execute("show port").getFirst());
        for (String user : new String[] {"arianna", "rdsadmin", "app"}) {
            String url = "jdbc:postgresql://127.0.0.1:" + inner + "/" + Cluster.DATABASE + "?sslmode=require";
            assertThatThrownBy(() -> DriverManager.getConnection(
                            url, user, test.cluster.application().password()))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28000");
        }
    }
}
