package io.dbvouch.access;

import com.google.gson.stream.JsonWriter;
import io.dbvouch.access.AccessEvent.LoginFailed;
import io.dbvouch.access.AccessEvent.LoginSucceeded;
import io.dbvouch.access.AccessEvent.RoleAssumed;
import io.dbvouch.access.AccessEvent.SessionClosed;
import io.dbvouch.access.AccessEvent.SessionOpened;
import io.dbvouch.access.AccessEvent.SessionRefused;
import io.dbvouch.access.AccessEvent.SessionRequested;
import io.dbvouch.access.AccessEvent.SessionStatement;
import io.dbvouch.access.AccessEvent.Subject;
import io.dbvouch.access.AccessEvent.TokenIssued;
import io.dbvouch.access.AccessEvent.UserChanged;
import io.dbvouch.ledger.Draft;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * How events read in the ledger. Members that do not apply are left out; times are RFC 3339 in UTC.
 *
 * <pre>
 * session    the session's id, a ULID
 * person     {issuer, user} of an IdP user; {user: null, principal} of a machine, behind which there is none
 * role       {account, name, arn, key}: the role session; key is the access key's id
 * database   {target, endpoint, name, user, shared_user, pid, sid, version}
 * token      {key, issued, expires}
 * login      how an administrator's session was opened that has no token: password
 * tls        {mode, protocol, cipher, cert, name_matched}
 * sign_in    {issuer, session, flow}: where a sign-in was tried
 * statement  {bytes, sha256, text}: what is sent; the text only where the target wants it and it is no longer than 8,192
 *            bytes, as an entry's line is of 65,535 at most and JSON may write six bytes for one
 * client     {host, user, pid, command, version, application}; the last is what another program calls itself
 * failure    {kind, message, evidence}
 * change     {id, user, phase, outcome, part, facts}: what is done to a database user; phase is intent, or outcome
 * ended      how a session ended; lasted_ms, exit_code
 * traffic    {statements, failed, rows, received, sent}: what went over its connection; the last two in bytes
 * continues  the session that this one takes the place of
 * reason     what the person gave as the reason
 * </pre>
 */
final class AccessEventCodec {
    private AccessEventCodec() {}

    /** Writes members. */
    private interface Content {
        void to(JsonWriter json) throws IOException;
    }

    /** The entry to append for an event. */
    static Draft encode(AccessEvent event) {
        return new Draft(event.event(), object(512, json -> write(new EventMembers(json), json, event)));
    }

    /** The program's side alone. */
    static String json(Client client) {
        return object(128, json -> new EventMembers(json).members(client));
    }

    private static String object(int expected, Content content) {
        StringWriter text = new StringWriter(expected);
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            json.beginObject();
            content.to(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return printable(text.toString());
    }

    /**
     * JSON writers leave DEL, C1 controls and halves of surrogate pairs as they are; the ledger takes none of them. Outside
     * of strings there are none.
     */
    private static String printable(String json) {
        StringBuilder out = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                out.append("\\u").append(HexFormat.of().toHexDigits((char) c));
            } else {
                out.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
            }
        });
        return out.toString();
    }

    private static void write(EventMembers members, JsonWriter json, AccessEvent event) throws IOException {
        switch (event) {
            case LoginSucceeded login -> {
                members.signIn(login.place());
                json.name("expires").value(login.expiresAt().toString());
                members.client(login.client(), null);
            }
            case LoginFailed login -> {
                members.signIn(login.place());
                members.failure(login.failure());
                members.client(login.client(), null);
            }
            case RoleAssumed assumed -> {
                members.person(assumed.person());
                members.role(assumed.role());
                Instant expires = assumed.role().expiresAt();
                if (expires != null) {
                    json.name("expires").value(expires.toString());
                }
                members.client(assumed.client(), null);
            }
            case TokenIssued issued -> {
                begin(members, issued.subject());
                members.database(issued.subject().database(), null);
                members.token(issued.subject().role().key().accessKeyId(), issued.issuedAt(), issued.expiresAt());
                end(members, issued.subject());
            }
            case SessionRequested requested -> {
                begin(members, requested.subject());
                members.optional("continues", requested.subject().origin().continues());
                members.database(requested.subject().database(), null);
                end(members, requested.subject());
            }
            case SessionOpened opened -> {
                begin(members, opened.subject());
                members.database(opened.subject().database(), opened.backend());
                if (opened.token() != null) {
                    members.token(
                            opened.token().accessKeyId(),
                            opened.token().issuedAt(),
                            opened.token().expiresAt());
                } else {
                    json.name("login").value("password");
                }
                members.tls(opened.tls());
                end(members, opened.subject());
            }
            case SessionRefused refused -> {
                begin(members, refused.subject());
                members.database(refused.subject().database(), null);
                if (refused.token() != null) {
                    members.token(
                            refused.token().accessKeyId(),
                            refused.token().issuedAt(),
                            refused.token().expiresAt());
                }
                if (refused.tls() != null) {
                    members.tls(refused.tls());
                }
                members.failure(refused.failure());
                end(members, refused.subject());
            }
            case SessionStatement statement -> {
                begin(members, statement.subject());
                members.database(statement.subject().database(), null);
                members.statement(statement.sql(), statement.withText());
                end(members, statement.subject());
            }
            case UserChanged(Subject subject, UserChange change) -> {
                begin(members, subject);
                members.database(subject.database(), null);
                members.change(change);
                end(members, subject);
            }
            case SessionClosed closed -> {
                begin(members, closed.subject());
                members.database(closed.subject().database(), null);
                json.name("ended").value(closed.ended());
                json.name("lasted_ms").value(closed.lasted().toMillis());
                if (closed.exitCode() != null) {
                    json.name("exit_code").value(closed.exitCode());
                }
                if (closed.traffic() != null) {
                    members.traffic(closed.traffic());
                }
                end(members, closed.subject());
            }
        }
    }

    private static void begin(EventMembers members, Subject subject) throws IOException {
        members.optional("session", subject.session());
        members.person(subject.person());
        members.role(subject.role());
    }

    private static void end(EventMembers members, Subject subject) throws IOException {
        members.client(subject.client(), subject.origin().application());
        members.optional("reason", subject.reason());
    }
}
