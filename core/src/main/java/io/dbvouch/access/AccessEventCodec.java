package io.dbvouch.access;

import com.google.gson.stream.JsonWriter;
import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import io.dbvouch.Utf8;
import io.dbvouch.access.AccessEvent.Backend;
import io.dbvouch.access.AccessEvent.Database;
import io.dbvouch.access.AccessEvent.LoginFailed;
import io.dbvouch.access.AccessEvent.LoginSucceeded;
import io.dbvouch.access.AccessEvent.RoleAssumed;
import io.dbvouch.access.AccessEvent.SessionClosed;
import io.dbvouch.access.AccessEvent.SessionOpened;
import io.dbvouch.access.AccessEvent.SessionRefused;
import io.dbvouch.access.AccessEvent.SessionRequested;
import io.dbvouch.access.AccessEvent.SessionStatement;
import io.dbvouch.access.AccessEvent.SignInPlace;
import io.dbvouch.access.AccessEvent.Subject;
import io.dbvouch.access.AccessEvent.TokenIssued;
import io.dbvouch.access.AccessEvent.UserChanged;
import io.dbvouch.ledger.Draft;
import io.dbvouch.role.RoleSession;
import io.dbvouch.tls.PeerEvidence;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private static final int LONGEST_STATEMENT = 8192;
    /** Characters: what a server says must not be able to make an entry too long to be written. */
    private static final int LONGEST_MESSAGE = 2000;

    private static final int LONGEST_FACT = 500;

    private AccessEventCodec() {}

    /** The entry to append for an event. */
    static Draft encode(AccessEvent event) {
        StringWriter text = new StringWriter(512);
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            json.beginObject();
            write(json, event);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return new Draft(event.event(), printable(text.toString()));
    }

    /** The program's side alone. */
    static String json(Client client) {
        StringWriter text = new StringWriter(128);
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            json.beginObject();
            members(json, client);
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

    private static void write(JsonWriter json, AccessEvent event) throws IOException {
        switch (event) {
            case LoginSucceeded login -> {
                signIn(json, login.place());
                json.name("expires").value(login.expiresAt().toString());
                client(json, login.client(), null);
            }
            case LoginFailed login -> {
                signIn(json, login.place());
                failure(json, login.failure());
                client(json, login.client(), null);
            }
            case RoleAssumed assumed -> {
                person(json, assumed.person());
                role(json, assumed.role());
                Instant expires = assumed.role().expiresAt();
                if (expires != null) {
                    json.name("expires").value(expires.toString());
                }
                client(json, assumed.client(), null);
            }
            case TokenIssued issued -> {
                begin(json, issued.subject());
                database(json, issued.subject().database(), null);
                token(json, issued.subject().role().key().accessKeyId(), issued.issuedAt(), issued.expiresAt());
                end(json, issued.subject());
            }
            case SessionRequested requested -> {
                begin(json, requested.subject());
                optional(json, "continues", requested.subject().origin().continues());
                database(json, requested.subject().database(), null);
                end(json, requested.subject());
            }
            case SessionOpened opened -> {
                begin(json, opened.subject());
                database(json, opened.subject().database(), opened.backend());
                if (opened.token() != null) {
                    token(
                            json,
                            opened.token().accessKeyId(),
                            opened.token().issuedAt(),
                            opened.token().expiresAt());
                } else {
                    json.name("login").value("password");
                }
                tls(json, opened.tls());
                end(json, opened.subject());
            }
            case SessionRefused refused -> {
                begin(json, refused.subject());
                database(json, refused.subject().database(), null);
                if (refused.token() != null) {
                    token(
                            json,
                            refused.token().accessKeyId(),
                            refused.token().issuedAt(),
                            refused.token().expiresAt());
                }
                if (refused.tls() != null) {
                    tls(json, refused.tls());
                }
                failure(json, refused.failure());
                end(json, refused.subject());
            }
            case SessionStatement statement -> {
                begin(json, statement.subject());
                database(json, statement.subject().database(), null);
                statement(json, statement.sql(), statement.withText());
                end(json, statement.subject());
            }
            case UserChanged(Subject subject, UserChange change) -> {
                begin(json, subject);
                database(json, subject.database(), null);
                change(json, change);
                end(json, subject);
            }
            case SessionClosed closed -> {
                begin(json, closed.subject());
                database(json, closed.subject().database(), null);
                json.name("ended").value(closed.ended());
                json.name("lasted_ms").value(closed.lasted().toMillis());
                if (closed.exitCode() != null) {
                    json.name("exit_code").value(closed.exitCode());
                }
                if (closed.traffic() != null) {
                    traffic(json, closed.traffic());
                }
                end(json, closed.subject());
            }
        }
    }

    private static void begin(JsonWriter json, Subject subject) throws IOException {
        optional(json, "session", subject.session());
        person(json, subject.person());
        role(json, subject.role());
    }

    private static void end(JsonWriter json, Subject subject) throws IOException {
        client(json, subject.client(), subject.origin().application());
        optional(json, "reason", subject.reason());
    }

    private static void signIn(JsonWriter json, SignInPlace place) throws IOException {
        json.name("sign_in").beginObject();
        json.name("issuer").value(place.issuer());
        optional(json, "session", place.session());
        json.name("flow").value(place.flow());
        json.endObject();
    }

    private static void person(JsonWriter json, Person person) throws IOException {
        json.name("person").beginObject();
        switch (person) {
            case Person.Idp idp -> {
                json.name("issuer").value(idp.issuer());
                json.name("user").value(idp.user());
            }
            case Person.Machine machine -> {
                json.name("user").nullValue();
                json.name("principal").value(machine.principal());
            }
        }
        json.endObject();
    }

    private static void role(JsonWriter json, RoleSession role) throws IOException {
        json.name("role").beginObject();
        json.name("account").value(role.caller().account());
        optional(
                json,
                "name",
                role.permissionSet() != null
                        ? role.permissionSet().roleName()
                        : role.caller().roleName().orElse(null));
        json.name("arn").value(role.caller().arn());
        json.name("key").value(role.key().accessKeyId());
        json.endObject();
    }

    private static void database(JsonWriter json, Database database, @Nullable Backend backend) throws IOException {
        json.name("database").beginObject();
        json.name("target").value(database.target());
        optional(
                json,
                "endpoint",
                database.endpoint() == null ? null : database.endpoint().toString());
        optional(json, "name", database.name());
        optional(json, "user", database.user());
        if (database.sharedUser()) {
            json.name("shared_user").value(true);
        }
        if (backend != null) {
            json.name("pid").value(backend.pid());
            json.name("sid").value(backend.sid());
            json.name("version").value(cut(backend.version(), LONGEST_FACT));
        }
        json.endObject();
    }

    private static void token(JsonWriter json, String key, Instant issued, Instant expires) throws IOException {
        json.name("token").beginObject();
        json.name("key").value(key);
        json.name("issued").value(issued.toString());
        json.name("expires").value(expires.toString());
        json.endObject();
    }

    private static void tls(JsonWriter json, PeerEvidence tls) throws IOException {
        json.name("tls").beginObject();
        json.name("mode").value(tls.mode().toString());
        json.name("protocol").value(tls.protocol());
        json.name("cipher").value(tls.cipher());
        json.name("cert").value(tls.certificate());
        json.name("name_matched").value(tls.nameMatched());
        json.endObject();
    }

    private static void statement(JsonWriter json, String sql, boolean withText) throws IOException {
        byte[] bytes = Utf8.encode(sql);
        json.name("statement").beginObject();
        json.name("bytes").value(bytes.length);
        json.name("sha256").value(Sha256.hex(bytes));
        if (withText && bytes.length <= LONGEST_STATEMENT) {
            json.name("text").value(sql);
        }
        json.endObject();
    }

    private static void traffic(JsonWriter json, Traffic traffic) throws IOException {
        json.name("traffic").beginObject();
        json.name("statements").value(traffic.statements());
        json.name("failed").value(traffic.failed());
        json.name("rows").value(traffic.rows());
        json.name("received").value(traffic.received());
        json.name("sent").value(traffic.sent());
        json.endObject();
    }

    private static void change(JsonWriter json, UserChange change) throws IOException {
        json.name("change").beginObject();
        json.name("id").value(change.id());
        json.name("user").value(change.user());
        json.name("phase").value(change.outcome() == null ? "intent" : "outcome");
        optional(json, "outcome", change.outcome());
        if (change.part() > 1) {
            json.name("part").value(change.part());
        }
        if (!change.facts().isEmpty()) {
            json.name("facts").beginObject();
            for (Map.Entry<String, String> fact : new TreeMap<>(change.facts()).entrySet()) {
                json.name(fact.getKey()).value(cut(fact.getValue(), LONGEST_MESSAGE));
            }
            json.endObject();
        }
        json.endObject();
        statement(json, change.sql(), true);
        if (change.failure() != null) {
            failure(json, change.failure());
        }
    }

    private static void client(JsonWriter json, Client client, @Nullable String application) throws IOException {
        json.name("client").beginObject();
        members(json, client);
        optional(json, "application", application == null ? null : cut(application, LONGEST_FACT));
        json.endObject();
    }

    private static void members(JsonWriter json, Client client) throws IOException {
        json.name("host").value(client.host());
        json.name("user").value(client.user());
        json.name("pid").value(client.pid());
        json.name("command").value(client.command());
        json.name("version").value(client.version());
    }

    private static void failure(JsonWriter json, AccessException failure) throws IOException {
        json.name("failure").beginObject();
        json.name("kind").value(failure.kind());
        json.name("message").value(cut(failure.getMessage(), LONGEST_MESSAGE));
        json.name("evidence").beginObject();
        for (Map.Entry<String, String> fact : failure.evidence().entrySet()) {
            json.name(fact.getKey()).value(cut(fact.getValue(), LONGEST_FACT));
        }
        json.endObject();
        json.endObject();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    private static void optional(JsonWriter json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.name(name).value(value);
        }
    }
}
