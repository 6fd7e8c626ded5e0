package io.dbvouch.export;

import io.dbvouch.access.EntryView;
import java.util.ArrayList;
import java.util.List;

/** One row for each entry: RFC 4180, with a header. */
public record CsvFormat() implements EntryFormat {
    private record Field(String name, List<String> path) {
        Field(String name, String... path) {
            this(name, List.of(path));
        }

        String of(EntryView entry) {
            return entry.text(path.toArray(String[]::new)).orElse("");
        }
    }

    private static final List<String> FIRST = List.of("number", "id", "time", "event", "session", "person", "target");
    private static final List<Field> REST = List.of(
            new Field("database", "database", "name"),
            new Field("db_user", "database", "user"),
            new Field("endpoint", "database", "endpoint"),
            new Field("shared_user", "database", "shared_user"),
            new Field("backend_pid", "database", "pid"),
            new Field("backend_sid", "database", "sid"),
            new Field("server_version", "database", "version"),
            new Field("issuer", "person", "issuer"),
            new Field("account", "role", "account"),
            new Field("role", "role", "name"),
            new Field("role_arn", "role", "arn"),
            new Field("access_key", "role", "key"),
            new Field("sign_in_issuer", "sign_in", "issuer"),
            new Field("sign_in_session", "sign_in", "session"),
            new Field("sign_in_flow", "sign_in", "flow"),
            new Field("token_issued", "token", "issued"),
            new Field("token_expires", "token", "expires"),
            new Field("tls_mode", "tls", "mode"),
            new Field("tls_protocol", "tls", "protocol"),
            new Field("tls_cipher", "tls", "cipher"),
            new Field("tls_cert", "tls", "cert"),
            new Field("tls_name_matched", "tls", "name_matched"),
            new Field("change", "change", "id"),
            new Field("changed_user", "change", "user"),
            new Field("change_phase", "change", "phase"),
            new Field("change_outcome", "change", "outcome"),
            new Field("change_part", "change", "part"),
            new Field("statement_bytes", "statement", "bytes"),
            new Field("statement_sha256", "statement", "sha256"),
            new Field("statement", "statement", "text"),
            new Field("failure_kind", "failure", "kind"),
            new Field("failure", "failure", "message"),
            new Field("ended", "ended"),
            new Field("lasted_ms", "lasted_ms"),
            new Field("exit_code", "exit_code"),
            new Field("client_host", "client", "host"),
            new Field("client_user", "client", "user"),
            new Field("client_pid", "client", "pid"),
            new Field("client_command", "client", "command"),
            new Field("client_version", "client", "version"),
            new Field("reason", "reason"));

    @Override
    public String header() {
        List<String> names = new ArrayList<>(FIRST);
        REST.forEach(field -> names.add(field.name));
        return CsvLine.of(names);
    }

    @Override
    public String line(EntryView entry) {
        List<String> cells = new ArrayList<>(List.of(
                Long.toString(entry.index()),
                entry.id().toString(),
                entry.time().toString(),
                entry.event(),
                entry.session().orElse(""),
                entry.person().orElse(""),
                entry.target().orElse("")));
        REST.forEach(field -> cells.add(field.of(entry)));
        return CsvLine.of(cells);
    }
}
