package io.dbvouch.target;

import io.dbvouch.AccessException;
import io.dbvouch.HomeFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The targets that the configuration names. A later file's target replaces an earlier one's of the same name. */
public final class TargetRegistry {
    private static final Path SYSTEM_WIDE = Path.of("/etc/dbvouch/config.toml");

    /** What is repeated of a name that is not known. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,100}");

    private final List<Path> files;
    private final Map<String, Target> targets;

    private TargetRegistry(List<Path> files, Map<String, Target> targets) {
        this.files = files;
        this.targets = targets;
    }

    /**
     * Reads the configuration: {@code file} alone, else {@code DBVOUCH_CONFIG} alone, else the system's and then the
     * person's. The latter two need not exist.
     *
     * @param file what the command line says; null for nothing
     * @throws AccessException.BadConfiguration naming file, line and key
     */
    public static TargetRegistry load(@Nullable Path file, Map<String, String> environment) {
        String named = environment.getOrDefault("DBVOUCH_CONFIG", "");
        List<Path> files = new ArrayList<>();
        if (file != null) {
            files.add(file);
        } else if (!named.isEmpty()) {
            files.add(Path.of(named));
        } else {
            if (Files.exists(SYSTEM_WIDE)) {
                files.add(SYSTEM_WIDE);
            }
            Path own = ownFile(environment);
            if (Files.exists(own)) {
                files.add(own);
            }
        }
        Map<String, Target> targets = new LinkedHashMap<>();
        for (Path each : files) {
            targets.putAll(TargetFile.read(each, HomeFolder.of(environment)).targets());
        }
        return new TargetRegistry(List.copyOf(files), Collections.unmodifiableMap(targets));
    }

    /** The file that {@code target add} writes to: the one named, else the person's own. */
    public static Path fileToEdit(@Nullable Path file, Map<String, String> environment) {
        String named = environment.getOrDefault("DBVOUCH_CONFIG", "");
        return file != null ? file : named.isEmpty() ? ownFile(environment) : Path.of(named);
    }

    private static Path ownFile(Map<String, String> environment) {
        Path configHome = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        // The XDG base directory specification: a relative path is to be ignored.
        Path folder = configHome.isAbsolute()
                ? configHome
                : HomeFolder.of(environment).resolve(".config");
        return folder.resolve("dbvouch").resolve("config.toml");
    }

    /** The files that were read. */
    public List<Path> files() {
        return files;
    }

    /** All targets, in the files' order. */
    public Collection<Target> targets() {
        return targets.values();
    }

    /**
     * The target that a command line means.
     *
     * @param given a configured name or a connection URI; null where options alone say it
     * @param options what beats the configuration
     * @throws AccessException.BadConfiguration where nothing is meant, or something that is not there
     */
    public Target find(@Nullable String given, TargetOptions options) {
        return withOptions(base(given, options), options);
    }

    private Target base(@Nullable String given, TargetOptions options) {
        if (given == null) {
            if (options.host() == null) {
                throw new AccessException.BadConfiguration("no target is named")
                        .hint("dbvouch target list")
                        .hint("or name the database: --host HOST --dbname DB");
            }
            return TargetAddress.ofHost(options.host(), options.port());
        }
        Target named = targets.get(given);
        if (named != null) {
            return named;
        }
        if (TargetAddress.looksLikeUri(given)) {
            return TargetAddress.parse(given);
        }
        if (!NAME.matcher(given).matches()) {
            // It may be an address of another kind, with a password in it: it is not repeated.
            throw new AccessException.BadConfiguration("that is neither a target's name nor a connection URI")
                    .evidence("files", files.isEmpty() ? "none" : files)
                    .hint("dbvouch target list")
                    .hint("postgresql://host:5432/dbname");
        }
        AccessException unknown = new AccessException.BadConfiguration("there is no target \"" + given + "\"")
                .evidence("files", files.isEmpty() ? "none" : files);
        if (!targets.isEmpty()) {
            unknown.hint("name one of: " + String.join(", ", targets.keySet()));
        }
        throw unknown.hint("dbvouch target add " + given + " --cluster CLUSTER --profile PROFILE --dbname DB");
    }

    private static Target withOptions(Target target, TargetOptions o) {
        Target.Rules rules = target.rules();
        return new Target(
                target.name(),
                new Target.Aws(
                        o.profile() != null ? o.profile() : target.aws().profile(),
                        o.region() != null ? o.region() : target.aws().region()),
                place(target.place(), o),
                o.hostaddr() != null ? o.hostaddr() : target.hostaddr(),
                o.dbname() != null ? o.dbname() : target.dbname(),
                new Target.Tls(
                        o.sslmode() != null ? o.sslmode() : target.tls().sslmode(),
                        o.sslrootcert() != null ? o.sslrootcert() : target.tls().sslrootcert()),
                new Target.Rules(
                        o.dbUser() != null ? o.dbUser() : rules.dbUser(),
                        shared(rules, o),
                        rules.reasonRequired(),
                        rules.recordStatements(),
                        rules.limits(),
                        rules.allowShell()));
    }

    /** That users are shared is said of the configured user at the configured place, and of no other. */
    private static boolean shared(Target.Rules rules, TargetOptions o) {
        return rules.sharedUser()
                && o.host() == null
                && (o.dbUser() == null || o.dbUser().equals(rules.dbUser()));
    }

    private static Target.Place place(Target.Place configured, TargetOptions o) {
        if (o.host() != null) {
            if (o.reader() != null && o.reader()) {
                throw readerOfAHost();
            }
            return new Target.Place.Host(new Endpoint(o.host(), o.port() == null ? Endpoint.DEFAULT_PORT : o.port()));
        }
        return switch (configured) {
            case Target.Place.Cluster cluster -> {
                if (o.port() != null) {
                    throw new AccessException.BadConfiguration(
                            "--port goes with a host; a cluster's port is AWS's to say");
                }
                yield o.reader() == null ? cluster : new Target.Place.Cluster(cluster.identifier(), o.reader());
            }
            case Target.Place.Host host -> {
                if (o.reader() != null && o.reader()) {
                    throw readerOfAHost();
                }
                yield o.port() == null
                        ? host
                        : new Target.Place.Host(new Endpoint(host.endpoint().host(), o.port()));
            }
        };
    }

    private static AccessException readerOfAHost() {
        return new AccessException.BadConfiguration("--reader goes with a cluster; this target names a host");
    }
}
