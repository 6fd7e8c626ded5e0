package io.dbvouch.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.dbvouch.access.EntryView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events of the Open Cybersecurity Schema Framework, as JSON lines.
 *
 * @param version the program's version, where the entry does not tell its own
 * @see <a href="https://schema.ocsf.io/1.6.0/">OCSF 1.6.0</a>
 */
public record OcsfFormat(String version) implements EntryFormat {
    private static final String SCHEMA = "1.6.0";
    private static final List<String> MAPPED = List.of("v", "id", "time", "event", "session", "person", "client");

    /** What the schema's enumerations call them. */
    private static final int USER = 1;

    private static final int SERVICE = 4;
    private static final int AWS_ACCOUNT = 10;
    private static final int RELATIONAL = 1;
    private static final int DATABASE = 1;

    @Override
    public String header() {
        return "";
    }

    @Override
    public String line(EntryView entry) {
        OcsfActivity activity = OcsfActivity.of(entry.event());
        JsonObject event = base(entry, activity);
        switch (activity.ofClass()) {
            case AUTHENTICATION -> authentication(event, entry);
            case API_ACTIVITY -> api(event, entry);
            case DATASTORE_ACTIVITY -> datastore(event, entry);
        }
        event.add("unmapped", unmapped(entry));
        return event + "\n";
    }

    private JsonObject base(EntryView entry, OcsfActivity activity) {
        Outcome outcome = Outcome.of(entry);
        boolean failed = outcome == Outcome.FAILURE;
        JsonObject event = new JsonObject();
        event.addProperty("class_uid", activity.ofClass().uid());
        event.addProperty("class_name", activity.ofClass().caption());
        event.addProperty("category_uid", activity.ofClass().category());
        event.addProperty("activity_id", activity.id());
        event.addProperty("activity_name", activity.name());
        event.addProperty("type_uid", activity.ofClass().uid() * 100L + activity.id());
        event.addProperty("time", entry.time().toEpochMilli());
        event.addProperty("severity_id", failed ? 2 : 1);
        event.addProperty("severity", failed ? "Low" : "Informational");
        event.addProperty("status_id", failed ? 2 : outcome == Outcome.UNKNOWN ? 0 : 1);
        event.addProperty("status", failed ? "Failure" : outcome == Outcome.UNKNOWN ? "Unknown" : "Success");
        text(event, "status_code", entry.text("failure", "kind"));
        text(event, "status_detail", entry.text("failure", "message").or(() -> entry.text("ended")));
        text(event, "message", Optional.of(entry.summary()).filter(words -> !words.isEmpty()));
        number(event, "duration", entry.text("lasted_ms"));
        Optional<String> account = entry.text("role", "account");
        event.add("metadata", metadata(entry, account.isPresent()));
        account.ifPresent(uid -> event.add("cloud", cloud(uid)));
        event.add("actor", actor(entry));
        event.add("src_endpoint", source(entry));
        HostPort.of(entry).ifPresent(server -> event.add("dst_endpoint", destination(server)));
        return event;
    }

    private JsonObject metadata(EntryView entry, boolean cloud) {
        JsonObject product = new JsonObject();
        product.addProperty("name", "dbvouch");
        product.addProperty("vendor_name", "dbvouch");
        product.addProperty("version", entry.text("client", "version").orElse(version));
        JsonObject metadata = new JsonObject();
        metadata.addProperty("version", SCHEMA);
        metadata.add("product", product);
        metadata.addProperty("uid", entry.id().toString());
        metadata.addProperty("sequence", entry.index());
        metadata.addProperty("event_code", entry.event());
        metadata.addProperty("original_time", entry.time().toString());
        text(metadata, "correlation_uid", entry.session());
        if (cloud) {
            JsonArray profiles = new JsonArray();
            profiles.add("cloud");
            metadata.add("profiles", profiles);
        }
        return metadata;
    }

    private static JsonObject cloud(String account) {
        JsonObject cloud = new JsonObject();
        cloud.addProperty("provider", "AWS");
        cloud.add("account", account(account));
        return cloud;
    }

    private static JsonObject account(String uid) {
        JsonObject account = new JsonObject();
        account.addProperty("uid", uid);
        account.addProperty("type_id", AWS_ACCOUNT);
        account.addProperty("type", "AWS Account");
        return account;
    }

    private static JsonObject actor(EntryView entry) {
        JsonObject actor = new JsonObject();
        actor.addProperty("app_name", "dbvouch");
        entry.person().ifPresent(person -> actor.add("user", person(entry, person)));
        entry.text("person", "issuer").or(() -> entry.text("sign_in", "issuer")).ifPresent(issuer -> {
            JsonObject idp = new JsonObject();
            idp.addProperty("name", "AWS IAM Identity Center");
            idp.addProperty("uid", issuer);
            actor.add("idp", idp);
        });
        JsonObject process = new JsonObject();
        number(process, "pid", entry.text("client", "pid"));
        if (!process.isEmpty()) {
            text(process, "name", entry.text("client", "command").map(command -> "dbvouch " + command));
            account(entry).ifPresent(user -> process.add("user", user));
            actor.add("process", process);
        }
        return actor;
    }

    private static JsonObject person(EntryView entry, String name) {
        boolean machine = entry.text("person", "user").isEmpty();
        JsonObject user = new JsonObject();
        user.addProperty("name", name);
        user.addProperty("type_id", machine ? SERVICE : USER);
        user.addProperty("type", machine ? "Service" : "User");
        text(user, "uid", entry.text("role", "arn"));
        text(user, "credential_uid", entry.text("role", "key"));
        entry.text("role", "account").ifPresent(uid -> user.add("account", account(uid)));
        return user;
    }

    /** The account on the machine. */
    private static Optional<JsonObject> account(EntryView entry) {
        return entry.text("client", "user").map(name -> {
            JsonObject user = new JsonObject();
            user.addProperty("name", name);
            text(user, "domain", entry.text("client", "host"));
            return user;
        });
    }

    private static JsonObject source(EntryView entry) {
        JsonObject source = new JsonObject();
        source.addProperty("svc_name", "dbvouch");
        text(source, "hostname", entry.text("client", "host"));
        return source;
    }

    private static JsonObject destination(HostPort server) {
        JsonObject destination = new JsonObject();
        destination.addProperty("hostname", server.host());
        destination.addProperty("port", server.port());
        return destination;
    }

    private static void authentication(JsonObject event, EntryView entry) {
        boolean login = entry.event().startsWith("login.");
        JsonObject user = new JsonObject();
        user.addProperty("name", entry.text("database", "user").orElse("unknown"));
        event.add("user", login ? account(entry).orElse(user) : user);
        JsonObject service = new JsonObject();
        service.addProperty("name", login ? "AWS IAM Identity Center" : "PostgreSQL");
        text(service, "uid", login ? entry.text("sign_in", "issuer") : entry.target());
        text(service, "version", entry.text("database", "version"));
        event.add("service", service);
        event.addProperty("is_remote", true);
        session(event, entry);
        if (login) {
            event.addProperty("auth_protocol_id", 6);
            event.addProperty("auth_protocol", "OAUTH 2.0");
        }
    }

    private static void session(JsonObject event, EntryView entry) {
        JsonObject session = new JsonObject();
        text(session, "uid", entry.session());
        text(session, "uid_alt", entry.text("database", "sid"));
        text(session, "issuer", entry.text("person", "issuer").or(() -> entry.text("sign_in", "issuer")));
        time(session, "expiration_time", entry.text("expires"));
        text(session, "expiration_reason", entry.text("ended"));
        if (!session.isEmpty()) {
            event.add("session", session);
        }
    }

    private static void api(JsonObject event, EntryView entry) {
        JsonObject service = new JsonObject();
        service.addProperty("name", "dbvouch");
        JsonObject api = new JsonObject();
        api.addProperty("operation", entry.event());
        api.add("service", service);
        event.add("api", api);
        JsonArray resources = new JsonArray();
        entry.text("change", "user").ifPresent(name -> {
            JsonObject user = new JsonObject();
            user.addProperty("name", name);
            user.addProperty("type", "Database user");
            resources.add(user);
        });
        JsonObject resource = new JsonObject();
        text(resource, "name", entry.target());
        text(resource, "uid", entry.text("role", "arn"));
        if (!resource.isEmpty()) {
            resource.addProperty("type", entry.target().isPresent() ? "Database" : "AWS role session");
            resources.add(resource);
        }
        if (!resources.isEmpty()) {
            event.add("resources", resources);
        }
    }

    private static void datastore(JsonObject event, EntryView entry) {
        JsonObject database = new JsonObject();
        database.addProperty("type_id", RELATIONAL);
        database.addProperty("type", "Relational");
        database.addProperty("name", entry.text("database", "name").orElse("unknown"));
        text(database, "uid", entry.target());
        event.add("database", database);
        event.addProperty("type_id", DATABASE);
        event.addProperty("type", "Database");
        entry.text("statement", "text").ifPresent(sql -> {
            JsonObject query = new JsonObject();
            text(query, "uid", entry.text("statement", "sha256"));
            query.addProperty("query_string", sql);
            number(query, "bytes", entry.text("statement", "bytes"));
            event.add("query_info", query);
        });
    }

    private static JsonObject unmapped(EntryView entry) {
        JsonObject rest = entry.members();
        MAPPED.forEach(rest::remove);
        return rest;
    }

    private static void text(JsonObject to, String name, Optional<String> value) {
        value.ifPresent(text -> to.addProperty(name, text));
    }

    private static void number(JsonObject to, String name, Optional<String> value) {
        @Nullable Long number = value.map(OcsfFormat::parsed).orElse(null);
        if (number != null) {
            to.addProperty(name, number);
        }
    }

    private static @Nullable Long parsed(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static void time(JsonObject to, String name, Optional<String> value) {
        try {
            value.map(Instant::parse).ifPresent(time -> to.addProperty(name, time.toEpochMilli()));
        } catch (DateTimeException _) {
            // It is in what is not mapped, as it was written.
            return;
        }
    }
}
