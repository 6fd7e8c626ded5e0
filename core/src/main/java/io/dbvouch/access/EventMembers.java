package io.dbvouch.access;

import com.google.gson.stream.JsonWriter;
import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import io.dbvouch.Utf8;
import io.dbvouch.access.AccessEvent.Backend;
import io.dbvouch.access.AccessEvent.Database;
import io.dbvouch.access.AccessEvent.SignInPlace;
import io.dbvouch.role.RoleSession;
import io.dbvouch.tls.PeerEvidence;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What events have in common: one JSON member of an entry each. */
final class EventMembers {
    private static final int LONGEST_STATEMENT = 8192;
    /** Characters: what a server says must not be able to make an entry too long to be written. */
    private static final int LONGEST_MESSAGE = 2000;

    private static final int LONGEST_FACT = 500;

    private final JsonWriter json;

    EventMembers(JsonWriter json) {
        this.json = json;
    }

    void signIn(SignInPlace place) throws IOException {
        json.name("sign_in").beginObject();
        json.name("issuer").value(place.issuer());
        optional("session", place.session());
        json.name("flow").value(place.flow());
        json.endObject();
    }

    void person(Person person) throws IOException {
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

    void role(RoleSession role) throws IOException {
        json.name("role").beginObject();
        json.name("account").value(role.caller().account());
        optional(
                "name",
                role.permissionSet() != null
                        ? role.permissionSet().roleName()
                        : role.caller().roleName().orElse(null));
        json.name("arn").value(role.caller().arn());
        json.name("key").value(role.key().accessKeyId());
        json.endObject();
    }

    void database(Database database, @Nullable Backend backend) throws IOException {
        json.name("database").beginObject();
        json.name("target").value(database.target());
        optional(
                "endpoint",
                database.endpoint() == null ? null : database.endpoint().toString());
        optional("name", database.name());
        optional("user", database.user());
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

    void token(String key, Instant issued, Instant expires) throws IOException {
        json.name("token").beginObject();
        json.name("key").value(key);
        json.name("issued").value(issued.toString());
        json.name("expires").value(expires.toString());
        json.endObject();
    }

    void tls(PeerEvidence tls) throws IOException {
        json.name("tls").beginObject();
        json.name("mode").value(tls.mode().toString());
        json.name("protocol").value(tls.protocol());
        json.name("cipher").value(tls.cipher());
        json.name("cert").value(tls.certificate());
        json.name("name_matched").value(tls.nameMatched());
        json.endObject();
    }

    void statement(String sql, boolean withText) throws IOException {
        byte[] bytes = Utf8.encode(sql);
        json.name("statement").beginObject();
        json.name("bytes").value(bytes.length);
        json.name("sha256").value(Sha256.hex(bytes));
        if (withText && bytes.length <= LONGEST_STATEMENT) {
            json.name("text").value(sql);
        }
        json.endObject();
    }

    void traffic(Traffic traffic) throws IOException {
        json.name("traffic").beginObject();
        json.name("statements").value(traffic.statements());
        json.name("failed").value(traffic.failed());
        json.name("rows").value(traffic.rows());
        json.name("received").value(traffic.received());
        json.name("sent").value(traffic.sent());
        json.endObject();
    }

    void change(UserChange change) throws IOException {
        json.name("change").beginObject();
        json.name("id").value(change.id());
        json.name("user").value(change.user());
        json.name("phase").value(change.outcome() == null ? "intent" : "outcome");
        optional("outcome", change.outcome());
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
        statement(change.sql(), true);
        if (change.failure() != null) {
            failure(change.failure());
        }
    }

    void client(Client client, @Nullable String application) throws IOException {
        json.name("client").beginObject();
        members(client);
        optional("application", application == null ? null : cut(application, LONGEST_FACT));
        json.endObject();
    }

    void members(Client client) throws IOException {
        json.name("host").value(client.host());
        json.name("user").value(client.user());
        json.name("pid").value(client.pid());
        json.name("command").value(client.command());
        json.name("version").value(client.version());
    }

    void failure(AccessException failure) throws IOException {
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

    void optional(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.name(name).value(value);
        }
    }
}
