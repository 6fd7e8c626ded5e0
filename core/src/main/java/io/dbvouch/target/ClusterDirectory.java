package io.dbvouch.target;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.dbvouch.AccessException;
import io.dbvouch.PrivateFiles;
import io.dbvouch.Sha256;
import io.dbvouch.ShellWord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where clusters are. An answer is kept for a day, in a file of the person's own; {@link #forget} drops it when a login
 * shows that the cluster has moved. For who does not log in, it is kept for an hour.
 */
public final class ClusterDirectory {
    private static final Duration KEPT = Duration.ofDays(1);

    /** Where nobody is connected to that could say no, such as for a token that is only handed out. */
    private static final Duration KEPT_UNSEEN = Duration.ofHours(1);

    private final Path folder;
    private final InstantSource clock;
    private final Consumer<String> notes;

    /**
     * A directory that remembers.
     *
     * @param cache dbvouch's cache folder; made when first needed
     * @param notes told of an answer that could not be kept, in one line
     */
    public ClusterDirectory(Path cache, InstantSource clock, Consumer<String> notes) {
        this.folder = cache.resolve("clusters");
        this.clock = clock;
        this.notes = notes;
    }

    /**
     * What makes an answer one's own.
     *
     * @param account twelve digits
     */
    public record Key(String account, String region, String identifier) {}

    /** What is remembered of a cluster, if anything. */
    public Optional<Cluster> remembered(Key key) {
        return read(key, KEPT);
    }

    /**
     * A cluster, remembered or asked for.
     *
     * @param source whom to ask; got only when it is needed
     * @throws AccessException.BadConfiguration where there is no such cluster
     * @throws AccessException.Denied where the cluster takes no IAM logins
     */
    public Cluster find(Key key, Supplier<ClusterSource> source) {
        Optional<Cluster> remembered = remembered(key);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        List<Cluster> found = source.get().describe(key.identifier());
        if (found.isEmpty()) {
            throw new AccessException.BadConfiguration("there is no PostgreSQL cluster \"" + key.identifier() + "\" in "
                            + key.region() + " of account " + key.account())
                    .evidence("cluster", key.identifier())
                    .evidence("region", key.region())
                    .evidence("account", key.account())
                    .hint("dbvouch target discover --region " + ShellWord.of(key.region()));
        }
        Cluster cluster = found.getFirst();
        if (!cluster.iamAuthentication()) {
            throw new AccessException.Denied("cluster \"" + key.identifier() + "\" does not take IAM logins")
                    .hint("aws rds modify-db-cluster --db-cluster-identifier " + ShellWord.of(key.identifier())
                            + " --enable-iam-database-authentication --apply-immediately");
        }
        try {
            write(key, cluster);
        } catch (AccessException.Failed e) {
            notes.accept(e.getMessage() + ": RDS will be asked again for cluster \"" + key.identifier() + "\"");
        }
        return cluster;
    }

    /** Drops what is remembered of a cluster for longer than is good for who does not connect to it. */
    public void forgetUnseen(Key key) {
        if (read(key, KEPT_UNSEEN).isEmpty()) {
            forget(key);
        }
    }

    /** Drops what is remembered of a cluster. */
    public void forget(Key key) {
        PrivateFiles.delete(file(key));
    }

    private Optional<Cluster> read(Key key, Duration kept) {
        Optional<String> text = PrivateFiles.readUsable(file(key));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonParser.parseString(text.get()).getAsJsonObject();
            Instant asked = Instant.parse(json.get("asked").getAsString());
            Instant now = clock.instant();
            // An answer from the future would be kept for longer than a day once the clock is right again.
            if (asked.isAfter(now) || !now.isBefore(asked.plus(kept))) {
                return Optional.empty();
            }
            int port = json.get("port").getAsInt();
            return Optional.of(new Cluster(
                    key.identifier(),
                    json.get("resourceId").getAsString(),
                    json.get("engine").getAsString(),
                    json.get("engineVersion").getAsString(),
                    json.get("status").getAsString(),
                    new Endpoint(json.get("writer").getAsString(), port),
                    json.has("reader") ? new Endpoint(json.get("reader").getAsString(), port) : null,
                    string(json, "databaseName"),
                    true));
        } catch (RuntimeException e) {
            // Whatever is wrong with it, a cache that does not read is no cache: the answer is asked for again.
            return Optional.empty();
        }
    }

    private static @Nullable String string(JsonObject json, String name) {
        return json.has(name) ? json.get(name).getAsString() : null;
    }

    private void write(Key key, Cluster cluster) {
        JsonObject json = new JsonObject();
        json.addProperty("asked", clock.instant().toString());
        json.addProperty("cluster", key.identifier());
        json.addProperty("resourceId", cluster.resourceId());
        json.addProperty("engine", cluster.engine());
        json.addProperty("engineVersion", cluster.engineVersion());
        json.addProperty("status", cluster.status());
        json.addProperty("writer", cluster.writer().host());
        if (cluster.reader() != null) {
            json.addProperty("reader", cluster.reader().host());
        }
        json.addProperty("port", cluster.writer().port());
        if (cluster.databaseName() != null) {
            json.addProperty("databaseName", cluster.databaseName());
        }
        PrivateFiles.write(file(key), json.toString());
    }

    private Path file(Key key) {
        return folder.resolve(Sha256.hex(key.account() + "\n" + key.region() + "\n" + key.identifier()) + ".json");
    }
}
