package io.dbvouch.role;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.dbvouch.AccessException;
import io.dbvouch.PrivateFiles;
import io.dbvouch.Secret;
import io.dbvouch.Sha256;
import io.dbvouch.identity.SsoSession;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Role sessions and caller identities on disk, one private file each, in dbvouch's cache folder:
 *
 * <ul>
 *   <li>{@code roles/<sign-in>/<role>.json}: a permission set's role session and its caller;
 *   <li>{@code roles/provided/<profile>.json}: a session that the SDK's providers gave;
 *   <li>{@code callers/<key>.json}: the caller alone of a key that lies elsewhere.
 * </ul>
 *
 * <p>Names are SHA-256 digests. An entry of a sign-in holds the digest of the access token that it was obtained with, so
 * that it ends with the sign-in, by whichever program the person signs out or in as somebody else.
 */
final class RoleCredentialsCache {
    private final Path folder;

    RoleCredentialsCache(Path cache) {
        this.folder = cache;
    }

    /**
     * What a file holds.
     *
     * @param signIn digest of the access token; empty where there is none
     */
    record Entry(String signIn, AccessKey key, @Nullable Instant expiresAt, CallerIdentity caller) {}

    Path sessionsOf(SsoSession sso) {
        return folder.resolve("roles").resolve(Sha256.hex(sso.name() + "\n" + sso.startUrl()));
    }

    Path fileOf(PermissionSetRole role) {
        return sessionsOf(role.sso()).resolve(Sha256.hex(role.account() + "\n" + role.roleName()) + ".json");
    }

    Path fileOf(@Nullable String name, Secret settings) {
        return folder.resolve("roles")
                .resolve("provided")
                .resolve(Sha256.hex(name + "\n" + settings.reveal()) + ".json");
    }

    Path callerFileOf(AccessKey key) {
        return folder.resolve("callers")
                .resolve(Sha256.hex(
                                key.accessKeyId() + "\n" + key.secretAccessKey().reveal()) + ".json");
    }

    Optional<Entry> read(Path file) {
        return PrivateFiles.readUsable(file).flatMap(RoleCredentialsCache::parse);
    }

    private static Optional<Entry> parse(String text) {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            AccessKey key = new AccessKey(
                    json.get("accessKeyId").getAsString(),
                    Secret.of(json.get("secretAccessKey").getAsString()),
                    json.has("sessionToken")
                            ? Secret.of(json.get("sessionToken").getAsString())
                            : null);
            return Optional.of(new Entry(
                    json.get("signIn").getAsString(),
                    key,
                    json.has("expiration")
                            ? Instant.parse(json.get("expiration").getAsString())
                            : null,
                    caller(json)));
        } catch (RuntimeException e) {
            // Whatever is wrong with it, a cache that does not read is no cache: the session is asked for again.
            return Optional.empty();
        }
    }

    void write(Path file, Entry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("signIn", entry.signIn());
        json.addProperty("accessKeyId", entry.key().accessKeyId());
        json.addProperty("secretAccessKey", entry.key().secretAccessKey().reveal());
        Secret token = entry.key().sessionToken();
        if (token != null) {
            json.addProperty("sessionToken", token.reveal());
        }
        if (entry.expiresAt() != null) {
            json.addProperty("expiration", entry.expiresAt().toString());
        }
        add(json, entry.caller());
        PrivateFiles.write(file, json.toString());
    }

    Optional<CallerIdentity> readCaller(Path file) {
        return PrivateFiles.readUsable(file).flatMap(text -> {
            try {
                return Optional.of(caller(JsonParser.parseString(text).getAsJsonObject()));
            } catch (RuntimeException e) {
                // As above.
                return Optional.empty();
            }
        });
    }

    void writeCaller(Path file, CallerIdentity caller) {
        JsonObject json = new JsonObject();
        add(json, caller);
        PrivateFiles.write(file, json.toString());
    }

    private static CallerIdentity caller(JsonObject json) {
        return new CallerIdentity(
                json.get("arn").getAsString(),
                json.get("account").getAsString(),
                json.get("userId").getAsString());
    }

    private static void add(JsonObject json, CallerIdentity caller) {
        json.addProperty("arn", caller.arn());
        json.addProperty("account", caller.account());
        json.addProperty("userId", caller.userId());
    }

    /** Drops one session. */
    void forget(Path file) {
        PrivateFiles.delete(file);
    }

    /** Drops every role session of a sign-in. */
    void forget(SsoSession sso) {
        Path sessions = sessionsOf(sso);
        if (!Files.isDirectory(sessions)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(sessions, "*.json")) {
            files.forEach(PrivateFiles::delete);
        } catch (IOException e) {
            throw new AccessException.Failed(sessions + " cannot be read", e);
        }
    }
}
