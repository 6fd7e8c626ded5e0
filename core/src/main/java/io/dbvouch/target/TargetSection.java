package io.dbvouch.target;

import io.dbvouch.AccessException;
import io.dbvouch.HomeFolder;
import io.dbvouch.target.Target.RecordStatements;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code [targets.NAME]} of a configuration file. */
final class TargetSection {
    private static final List<String> KEYS = List.of(
            "profile",
            "region",
            "cluster",
            "reader",
            "host",
            "port",
            "hostaddr",
            "dbname",
            "sslmode",
            "sslrootcert",
            "db_user",
            "shared_user",
            "reason_required",
            "record_statements",
            "idle_timeout",
            "max_session",
            "allow_shell");

    private final TargetToml file;
    private final Path home;
    private final List<String> at;

    /**
     * Reads.
     *
     * @param home what {@code ~/} means
     * @param at the section's key
     * @throws AccessException.BadConfiguration where it has no name, or a key that is not known
     */
    TargetSection(TargetToml file, Path home, List<String> at) {
        this.file = file;
        this.home = home;
        this.at = at;
        if (at.getLast().isEmpty()) {
            throw file.bad(at, "is a target without a name");
        }
        for (String key : file.table(at).keySet()) {
            if (!KEYS.contains(key)) {
                throw bad(key, "is not known; known are " + String.join(", ", KEYS));
            }
        }
    }

    /**
     * The target.
     *
     * @throws AccessException.BadConfiguration naming file, line and key
     */
    Target target(String name) {
        String rootcert = string("sslrootcert");
        return new Target(
                name,
                new Target.Aws(string("profile"), string("region")),
                place(),
                hostaddr(),
                string("dbname"),
                new Target.Tls(string("sslmode"), rootcert == null ? null : resolve(rootcert)),
                new Target.Rules(
                        string("db_user"),
                        flag("shared_user"),
                        flag("reason_required"),
                        recordStatements(),
                        new SessionLimits(duration("idle_timeout"), duration("max_session")),
                        flag("allow_shell")));
    }

    private Target.Place place() {
        String cluster = string("cluster");
        String host = string("host");
        if (cluster == null && host == null) {
            throw file.bad(at, "names neither cluster nor host");
        }
        if (cluster != null) {
            for (String key : List.of("host", "port")) {
                if (file.contains(key(key))) {
                    throw bad(key, "does not go with cluster: AWS says where a cluster is");
                }
            }
            return new Target.Place.Cluster(cluster, flag("reader"));
        }
        if (file.contains(key("reader"))) {
            throw bad("reader", "goes with cluster only");
        }
        return new Target.Place.Host(endpoint(host));
    }

    private Endpoint endpoint(@Nullable String host) {
        long port = file.number(key("port"), Endpoint.DEFAULT_PORT);
        if (port < 1 || port > 65535) {
            throw bad("port", "is not between 1 and 65535");
        }
        try {
            return new Endpoint(host == null ? "" : host, (int) port);
        } catch (AccessException.BadConfiguration e) {
            throw bad("host", "cannot be: " + e.getMessage());
        }
    }

    private @Nullable String hostaddr() {
        String value = string("hostaddr");
        if (value != null && !Endpoint.isAddress(value)) {
            throw bad("hostaddr", "must be an IP address");
        }
        return value;
    }

    private RecordStatements recordStatements() {
        String value = string("record_statements");
        return switch (value) {
            case null -> RecordStatements.NONE;
            case "none" -> RecordStatements.NONE;
            case "hash" -> RecordStatements.HASH;
            case "text" -> RecordStatements.TEXT;
            default -> throw bad("record_statements", "must be \"none\", \"hash\" or \"text\"");
        };
    }

    private @Nullable Duration duration(String name) {
        String value = string(name);
        if (value == null) {
            return null;
        }
        return SessionLimits.parse(value)
                .orElseThrow(() -> bad(name, "must be a length of time such as \"90s\", \"15m\" or \"8h\""));
    }

    private @Nullable String string(String name) {
        return file.string(key(name));
    }

    private boolean flag(String name) {
        return file.flag(key(name));
    }

    private AccessException bad(String name, String what) {
        return file.bad(key(name), what);
    }

    /** A path of the file is relative to the file; {@code ~/} is the person's home. */
    private Path resolve(String written) {
        try {
            return file.path()
                    .toAbsolutePath()
                    .resolveSibling(HomeFolder.expand(written, home))
                    .normalize();
        } catch (InvalidPathException e) {
            throw bad("sslrootcert", "is no path: " + e.getReason());
        }
    }

    private List<String> key(String name) {
        return List.of(at.get(0), at.get(1), name);
    }
}
