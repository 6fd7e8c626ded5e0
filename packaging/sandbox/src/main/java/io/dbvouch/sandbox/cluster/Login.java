package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.cluster.TokenJudge.Ruling;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;

/**
 * A login, from the startup message to AuthenticationOk.
 *
 * <ol>
 *   <li>A member of {@code rds_iam} is asked for a cleartext password, which has to be a token: when it is good, the gate
 *       logs in at PostgreSQL as that very user.
 *   <li>Everybody else, and whoever does not exist, talks to PostgreSQL itself: SCRAM, channel binding included, as
 *       PostgreSQL shows the gate the certificate that the gate shows the client.
 * </ol>
 */
final class Login {
    /** As PG_MAX_AUTH_TOKEN_LENGTH in PostgreSQL's {@code libpq/auth.h}. */
    private static final int MAX_PASSWORD_BYTES = 65_535;

    private static final int MAX_BODY = 1 << 24;

    private final Wire client;
    private final StartupMessage startup;
    private final Gatehouse house;
    private final SessionJournal journal;

    /** What a login comes to. */
    sealed interface Outcome {
        /** PostgreSQL said AuthenticationOk, and the client has heard it. */
        record Open(Wire server) implements Outcome {}

        /** The client was told why not. */
        record Refused() implements Outcome {}
    }

    /** @param startup what is asked of PostgreSQL, which may be more than what the client asked for */
    Login(Wire client, StartupMessage startup, Gatehouse house, SessionJournal journal) {
        this.client = client;
        this.startup = startup;
        this.house = house;
        this.journal = journal;
    }

    /**
     * Logs in.
     *
     * @param endpoint the endpoint and the {@code port} that a token must be for
     */
    Outcome run(Endpoint endpoint, int port) throws IOException {
        try {
            return takesTokens() ? withToken(endpoint, port) : passedThrough();
        } catch (ProtocolException e) {
            return refuse(e.sqlState(), String.valueOf(e.getMessage()), e.toMessage());
        }
    }

    private boolean takesTokens() throws ProtocolException {
        try {
            return house.takesTokens(startup.user());
        } catch (IOException e) {
            throw notUp(e);
        }
    }

    private Outcome withToken(Endpoint endpoint, int port) throws IOException {
        if (startup.needsNegotiation()) {
            client.write(Message.negotiate(startup.commonVersion(), startup.protocolOptions()));
        }
        client.write(Message.askForCleartextPassword());
        String token = TokenJudge.password(passwordMessage());
        return switch (new TokenJudge(house.check()).judge(token, startup.user(), endpoint.hosts(), port)) {
            case Ruling.Accepted(String host, String principal) ->
                relayUntilOk(
                        connect(startup.negotiated(), Loopback.VOUCHED),
                        Map.of("by", "token", "host", host, "principal", principal));
            case Ruling.Refused(String reason) -> refuse("28000", reason, TokenJudge.refusal(startup.user()));
        };
    }

    private Outcome passedThrough() throws IOException {
        return relayUntilOk(connect(startup, Loopback.MAIN), Map.of("by", "password"));
    }

    private Wire connect(StartupMessage asked, InetAddress source) throws ProtocolException {
        try {
            Wire server = house.backend().connect(source);
            server.write(asked.encoded());
            return server;
        } catch (IOException e) {
            throw notUp(e);
        }
    }

    private static ProtocolException notUp(IOException cause) {
        ProtocolException failure = new ProtocolException("57P03", "the database system is starting up");
        failure.initCause(cause);
        return failure;
    }

    private Outcome relayUntilOk(Wire server, Map<String, String> how) throws IOException {
        boolean open = false;
        try {
            while (!open) {
                Message message = server.read(MAX_BODY);
                if (message.type() == Message.ERROR) {
                    Map<Character, String> fields = message.errorFields();
                    return refuse(
                            Objects.requireNonNullElse(fields.get('C'), ""),
                            Objects.requireNonNullElse(fields.get('M'), ""),
                            message);
                }
                open = isOk(message);
                if (open) {
                    journal.record("accepted", how);
                }
                client.write(message);
                if (asksForMore(message)) {
                    server.write(passwordMessage());
                }
            }
            return new Outcome.Open(server);
        } finally {
            if (!open) {
                server.abort();
            }
        }
    }

    private static boolean isOk(Message message) {
        return message.type() == Message.AUTHENTICATION && message.authenticationKind() == Message.AUTHENTICATION_OK;
    }

    private static boolean asksForMore(Message message) {
        return message.type() == Message.AUTHENTICATION
                && message.authenticationKind() != Message.AUTHENTICATION_OK
                && message.authenticationKind() != Message.AUTHENTICATION_SASL_FINAL;
    }

    private Message passwordMessage() throws IOException {
        Message message = client.read(MAX_PASSWORD_BYTES);
        if (message.type() != Message.PASSWORD) {
            throw new ProtocolException(
                    "08P01", "expected password response, got message type " + (int) message.type());
        }
        journal.record("password-message", Map.of("length", Integer.toString(message.body().length)));
        return message;
    }

    private Outcome refuse(String sqlState, String reason, Message told) throws IOException {
        journal.record("refused", Map.of("user", startup.user(), "sqlstate", sqlState, "reason", reason));
        client.write(told);
        client.close();
        return new Outcome.Refused();
    }
}
