package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.role.RoleSession;
import io.dbvouch.target.Endpoint;
import io.dbvouch.tls.PeerEvidence;
import io.dbvouch.token.AuthToken;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened, for the ledger. {@link AccessEventCodec} says how it is written. */
public sealed interface AccessEvent {
    /** The ledger's word for it. */
    String event();

    /** Who ran what. */
    Client client();

    /** Where a sign-in was tried. */
    record SignInPlace(String issuer, @Nullable String session, String flow) {}

    /**
     * The database that was asked for, as far as it is known.
     *
     * @param target the target's name
     * @param sharedUser whether the user is one that several people may use
     */
    record Database(
            String target,
            @Nullable Endpoint endpoint,
            @Nullable String name,
            @Nullable String user,
            boolean sharedUser) {

        Database withUser(String known) {
            return new Database(target, endpoint, name, known, sharedUser);
        }
    }

    /**
     * The join, on which every entry of a session agrees.
     *
     * @param session the session's id; null for a token that is only handed out
     */
    record Subject(
            @Nullable String session,
            Person person,
            RoleSession role,
            Database database,
            Client client,
            @Nullable String reason,
            Origin origin) {

        Subject(
                @Nullable String session,
                Person person,
                RoleSession role,
                Database database,
                Client client,
                @Nullable String reason) {
            this(session, person, role, database, client, reason, Origin.HERE);
        }

        Subject with(Database known) {
            return new Subject(session, person, role, known, client, reason, origin);
        }
    }

    /** The server's side of an open session. */
    record Backend(int pid, String sid, String version) {}

    /** A person signed in. Who it is, the first {@code role.assumed} after it tells. */
    record LoginSucceeded(SignInPlace place, Instant expiresAt, Client client) implements AccessEvent {
        @Override
        public String event() {
            return "login.succeeded";
        }
    }

    /** A person did not get signed in. */
    record LoginFailed(SignInPlace place, AccessException failure, Client client) implements AccessEvent {
        @Override
        public String event() {
            return "login.failed";
        }
    }

    /** AWS handed out a role session. */
    record RoleAssumed(Person person, RoleSession role, Client client) implements AccessEvent {
        @Override
        public String event() {
            return "role.assumed";
        }
    }

    /** A token leaves dbvouch. Written before it is made. */
    record TokenIssued(Subject subject, Instant issuedAt, Instant expiresAt) implements AccessEvent {
        @Override
        public String event() {
            return "token.issued";
        }

        @Override
        public Client client() {
            return subject.client();
        }
    }

    /** A session is about to be tried. */
    record SessionRequested(Subject subject) implements AccessEvent {
        @Override
        public String event() {
            return "session.requested";
        }

        @Override
        public Client client() {
            return subject.client();
        }
    }

    /**
     * A session is open.
     *
     * @param token the token that it was opened with; null where that was an administrator's password
     */
    record SessionOpened(Subject subject, @Nullable AuthToken token, Backend backend, PeerEvidence tls)
            implements AccessEvent {
        @Override
        public String event() {
            return "session.opened";
        }

        @Override
        public Client client() {
            return subject.client();
        }
    }

    /**
     * A session did not come about.
     *
     * @param subject the join as far as it came
     * @param token the token that was made for it; null where none was
     * @param tls what the server proved; null where it proved nothing
     */
    record SessionRefused(
            Subject subject,
            @Nullable AuthToken token,
            @Nullable PeerEvidence tls,
            AccessException failure) implements AccessEvent {
        @Override
        public String event() {
            return "session.refused";
        }

        @Override
        public Client client() {
            return subject.client();
        }
    }

    /**
     * A statement is about to be sent, in a session whose target wants statements on record.
     *
     * @param sql what is sent as one message
     * @param withText whether the text itself is recorded, or its digest alone
     */
    record SessionStatement(Subject subject, String sql, boolean withText) implements AccessEvent {
        @Override
        public String event() {
            return "session.statement";
        }

        @Override
        public Client client() {
            return subject.client();
        }
    }

    /**
     * A session is over.
     *
     * @param ended how
     * @param lasted since it was opened
     * @param exitCode the child's, where the session was handed to one
     * @param traffic what went over its connection, where that was ours
     */
    record SessionClosed(
            Subject subject,
            String ended,
            Duration lasted,
            @Nullable Integer exitCode,
            @Nullable Traffic traffic) implements AccessEvent {
        SessionClosed(Subject subject, String ended, Duration lasted, @Nullable Integer exitCode) {
            this(subject, ended, lasted, exitCode, null);
        }

        @Override
        public String event() {
            return "session.closed";
        }

        @Override
        public Client client() {
            return subject.client();
        }
    }

    /** A database user is about to be changed, or has been. */
    record UserChanged(Subject subject, UserChange change) implements AccessEvent {
        @Override
        public String event() {
            return "user." + change.action();
        }

        @Override
        public Client client() {
            return subject.client();
        }
    }
}
