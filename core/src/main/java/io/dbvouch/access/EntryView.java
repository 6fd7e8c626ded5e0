package io.dbvouch.access;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.dbvouch.ledger.Entry;
import io.dbvouch.ledger.MerkleTree;
import io.dbvouch.ledger.TreeHash;
import io.dbvouch.ledger.Ulid;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is shown and searched. It proves nothing: whether the ledger is intact is the verifier's to say. An entry
 * that does not read as JSON shows as its event alone.
 */
public final class EntryView {
    private final Entry entry;
    private final String line;
    private final JsonObject json;

    private EntryView(Entry entry, String line, JsonObject json) {
        this.entry = entry;
        this.line = line;
        this.json = json;
    }

    /** Reads an entry. */
    public static EntryView of(Entry entry) {
        String line = entry.json();
        return new EntryView(entry, line, parse(line));
    }

    private static JsonObject parse(String line) {
        try {
            return JsonParser.parseString(line).getAsJsonObject();
        } catch (RuntimeException e) {
            // The ledger wrote an object; what is there now, the verifier will tell.
            return new JsonObject();
        }
    }

    /** The entry's line, to the letter. */
    public String line() {
        return line;
    }

    /** Its place in the ledger, from 0. */
    public long index() {
        return entry.index();
    }

    /** The hash that the tree has for its line. */
    public TreeHash leafHash() {
        return MerkleTree.leafHash(entry.bytes());
    }

    /** A copy of all its members. */
    public JsonObject members() {
        return json.deepCopy();
    }

    /** Its id. */
    public Ulid id() {
        return entry.id();
    }

    /** Its time. */
    public Instant time() {
        return entry.time();
    }

    /** What happened. */
    public String event() {
        return entry.event();
    }

    /** The session it belongs to. */
    public Optional<String> session() {
        return text("session");
    }

    /** The IdP user, or the principal of a machine. */
    public Optional<String> person() {
        return text("person", "user").or(() -> text("person", "principal"));
    }

    /** The target. */
    public Optional<String> target() {
        return text("database", "target");
    }

    /** The database user. */
    public Optional<String> databaseUser() {
        return text("database", "user");
    }

    /** The rest in a few words. */
    public String summary() {
        StringBuilder words = new StringBuilder(LedgerWords.of(event(), json));
        add(words, "as ", text("database", "user"));
        add(words, "to ", text("database", "name"));
        add(words, "at ", text("database", "endpoint"));
        if (text("database", "user").isEmpty()) {
            add(words, "role ", text("role", "name"));
            add(words, "in ", text("role", "account"));
            add(words, "at ", text("sign_in", "issuer"));
            add(words, "by ", text("sign_in", "flow"));
        }
        add(words, "pid ", text("database", "pid"));
        if (text("change", "user").isPresent()) {
            // Its SQL is long, and of many lines.
            add(words, "on user ", text("change", "user"));
            add(words, "", text("change", "outcome").or(() -> text("change", "phase")));
        } else {
            add(words, "sent ", text("statement", "text").or(() -> text("statement", "sha256")));
        }
        add(words, "refused: ", text("failure", "message"));
        add(words, "", text("ended"));
        add(words, "exit code ", text("exit_code"));
        add(words, "reason: ", text("reason"));
        return words.toString();
    }

    private static void add(StringBuilder words, String before, Optional<String> text) {
        text.ifPresent(
                t -> words.append(words.isEmpty() ? "" : " ").append(before).append(t));
    }

    /** The value that these names lead to, one object inside the other; none where it is missing, null or no plain value. */
    public Optional<String> text(String... path) {
        @Nullable JsonElement at = json;
        for (String name : path) {
            if (!(at instanceof JsonObject object)) {
                return Optional.empty();
            }
            at = object.get(name);
        }
        return at != null && at.isJsonPrimitive() ? Optional.of(at.getAsString()) : Optional.empty();
    }
}
