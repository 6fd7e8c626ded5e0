package io.dbvouch.target;

import io.dbvouch.AccessException;
import io.dbvouch.HomeFolder;
import io.dbvouch.PrivateFiles;
import io.dbvouch.ProcessLock;
import io.dbvouch.Sha256;
import io.dbvouch.target.Target.RecordStatements;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomlj.MutableTomlTable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One configuration file: TOML, of which every key is known or refused with its line. */
public final class TargetFile {
    private static final String TARGETS = "targets";

    /** Longer than a change takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path path;
    private final Path home;
    private final TomlParseResult toml;

    /** Whether what it says can be looked up in the file. */
    private final boolean written;

    private TargetFile(Path path, Path home, TomlParseResult toml, boolean written) {
        this.path = path;
        this.home = home;
        this.toml = toml;
        this.written = written;
    }

    /**
     * Reads {@code path}.
     *
     * @param home what {@code ~/} in it means
     * @throws AccessException.BadConfiguration where it is not there, not readable, or no TOML
     */
    public static TargetFile read(Path path, Path home) {
        if (Files.isDirectory(path)) {
            throw new AccessException.BadConfiguration(path + " is a folder");
        }
        try {
            return parse(path, home, Files.readString(path), true);
        } catch (NoSuchFileException e) {
            throw new AccessException.BadConfiguration(path + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new AccessException.BadConfiguration(path + " is not UTF-8", e);
        } catch (IOException e) {
            throw new AccessException.BadConfiguration(path + " cannot be read: " + reason(e), e);
        }
    }

    /**
     * Changes {@code path}, or starts it where there is none. One at a time: who comes later changes what was written before.
     *
     * @param home what {@code ~/} in it means
     * @param locks a folder of dbvouch's own for lock files
     * @throws AccessException.BadConfiguration where it does not read, or cannot be written; what was there is then unchanged
     */
    public static void edit(Path path, Path home, Path locks, Consumer<TargetFile> change) {
        String name = Sha256.hex(path.toAbsolutePath().normalize().toString());
        try (ProcessLock _ = ProcessLock.acquire(locks.resolve("config-" + name + ".lock"), PATIENCE)) {
            TargetFile file = readOrEmpty(path, home);
            change.accept(file);
            file.save();
        }
    }

    /** Reads {@code path}, or starts an empty file where there is none. */
    static TargetFile readOrEmpty(Path path, Path home) {
        return Files.exists(path) ? read(path, home) : parse(path, home, "", true);
    }

    private static TargetFile parse(Path path, Path home, String text, boolean written) {
        TomlParseResult toml = Toml.parse(text);
        if (!toml.errors().isEmpty()) {
            TomlParseError first = toml.errors().getFirst();
            throw new AccessException.BadConfiguration(
                    path + ":" + first.position().line() + ": " + first.getMessage());
        }
        return new TargetFile(path, home, toml, written);
    }

    /**
     * The targets, by name.
     *
     * @throws AccessException.BadConfiguration naming file, line and key
     */
    public Map<String, Target> targets() {
        for (String key : toml.keySet()) {
            if (!key.equals(TARGETS)) {
                throw bad(List.of(key), "is not known; targets stand under [targets.NAME]");
            }
        }
        Map<String, Target> targets = new LinkedHashMap<>();
        for (String name : table(List.of(TARGETS)).keySet()) {
            targets.put(name, new Section(List.of(TARGETS, name)).target(name));
        }
        return targets;
    }

    /**
     * Adds a target; comments and layout of the rest of the file stay.
     *
     * @param settings keys of a target's section, with strings, booleans or numbers
     * @throws AccessException.BadConfiguration where the name is taken, or a setting cannot be
     */
    public void add(String name, Map<String, Object> settings) {
        if (targets().containsKey(name)) {
            throw bad(List.of(TARGETS, name), "is there already").hint("dbvouch target remove " + name);
        }
        MutableTomlTable section = toml.getOrCreateTable(List.of(TARGETS, name));
        try {
            settings.forEach((key, value) -> section.set(List.of(key), value));
            parse(path, home, toml.toToml(), false).targets();
        } catch (AccessException e) {
            toml.remove(List.of(TARGETS, name));
            throw e;
        }
    }

    /**
     * Removes a target.
     *
     * @throws AccessException.BadConfiguration where there is none of that name
     */
    public void remove(String name) {
        if (!targets().containsKey(name)) {
            throw new AccessException.BadConfiguration("there is no target \"" + name + "\" in " + path);
        }
        toml.remove(List.of(TARGETS, name));
    }

    /**
     * Writes the file, whole or not at all. A new one is for the owner alone; one that was there keeps its permissions, and
     * stays where it is if the path is a symbolic link.
     *
     * @throws AccessException.BadConfiguration where it cannot be written; what was there is then unchanged
     */
    void save() {
        @Nullable Path beside = null;
        try {
            Path place = place();
            Path folder = place.resolveSibling(".");
            PrivateFiles.createDirectory(folder.normalize());
            beside = Files.createTempFile(folder, ".config", ".toml");
            if (Files.exists(place)) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(place));
            }
            Files.writeString(beside, toml.toToml());
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            beside = null;
        } catch (AccessException.Failed e) {
            throw new AccessException.BadConfiguration(path + " cannot be written: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AccessException.BadConfiguration(path + " cannot be written: " + reason(e), e);
        } finally {
            discard(beside);
        }
    }

    private Path place() throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        if (Files.isSymbolicLink(path)) {
            throw new AccessException.BadConfiguration(path + " is a symbolic link that leads nowhere");
        }
        return path.toAbsolutePath();
    }

    private static void discard(@Nullable Path beside) {
        if (beside != null) {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException _) {
                // The failure that led here is the one to report.
                return;
            }
        }
    }

    private TomlTable table(List<String> key) {
        if (!toml.contains(key)) {
            return MutableTomlTable.create();
        }
        if (!toml.isTable(key)) {
            throw bad(key, "must be a table");
        }
        return toml.getTable(key);
    }

    private AccessException bad(List<String> key, String what) {
        String problem = Toml.joinKeyPath(key) + " " + what;
        if (!written) {
            return new AccessException.BadConfiguration(problem);
        }
        TomlPosition position = toml.inputPositionOf(key);
        return new AccessException.BadConfiguration(
                path + (position == null ? "" : ":" + position.line()) + ": " + problem);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            // Its own folder is there by now: one such as /proc, in which nobody makes files.
            case NoSuchFileException _ -> "no file can be made there";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getClass().getSimpleName();
        };
    }

    /** One {@code [targets.NAME]}. */
    private final class Section {
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

        private final List<String> at;

        Section(List<String> at) {
            this.at = at;
            if (at.getLast().isEmpty()) {
                throw bad(at, "is a target without a name");
            }
            for (String key : table(at).keySet()) {
                if (!KEYS.contains(key)) {
                    throw bad(key(key), "is not known; known are " + String.join(", ", KEYS));
                }
            }
        }

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
                throw bad(at, "names neither cluster nor host");
            }
            if (cluster != null) {
                for (String key : List.of("host", "port")) {
                    if (toml.contains(key(key))) {
                        throw bad(key(key), "does not go with cluster: AWS says where a cluster is");
                    }
                }
                return new Target.Place.Cluster(cluster, flag("reader"));
            }
            if (toml.contains(key("reader"))) {
                throw bad(key("reader"), "goes with cluster only");
            }
            return new Target.Place.Host(endpoint(host));
        }

        private Endpoint endpoint(@Nullable String host) {
            List<String> key = key("port");
            if (toml.contains(key) && !toml.isLong(key)) {
                throw bad(key, "must be a number");
            }
            long port = toml.contains(key) ? toml.getLong(key) : Endpoint.DEFAULT_PORT;
            if (port < 1 || port > 65535) {
                throw bad(key, "is not between 1 and 65535");
            }
            try {
                return new Endpoint(host == null ? "" : host, (int) port);
            } catch (AccessException.BadConfiguration e) {
                throw bad(key("host"), "cannot be: " + e.getMessage());
            }
        }

        private @Nullable String hostaddr() {
            String value = string("hostaddr");
            if (value != null && !Endpoint.isAddress(value)) {
                throw bad(key("hostaddr"), "must be an IP address");
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
                default -> throw bad(key("record_statements"), "must be \"none\", \"hash\" or \"text\"");
            };
        }

        private @Nullable Duration duration(String name) {
            String value = string(name);
            if (value == null) {
                return null;
            }
            return SessionLimits.parse(value)
                    .orElseThrow(() -> bad(key(name), "must be a length of time such as \"90s\", \"15m\" or \"8h\""));
        }

        private @Nullable String string(String name) {
            List<String> key = key(name);
            if (!toml.contains(key)) {
                return null;
            }
            if (!toml.isString(key)) {
                throw bad(key, "must be a string");
            }
            String value = toml.getString(key);
            if (value == null || value.isEmpty()) {
                throw bad(key, "is empty");
            }
            return value;
        }

        private boolean flag(String name) {
            List<String> key = key(name);
            if (toml.contains(key) && !toml.isBoolean(key)) {
                throw bad(key, "must be true or false");
            }
            return Boolean.TRUE.equals(toml.getBoolean(key));
        }

        /** A path of the file is relative to the file; {@code ~/} is the person's home. */
        private Path resolve(String written) {
            try {
                return path.toAbsolutePath()
                        .resolveSibling(HomeFolder.expand(written, home))
                        .normalize();
            } catch (InvalidPathException e) {
                throw bad(key("sslrootcert"), "is no path: " + e.getReason());
            }
        }

        private List<String> key(String name) {
            return List.of(at.get(0), at.get(1), name);
        }
    }
}
