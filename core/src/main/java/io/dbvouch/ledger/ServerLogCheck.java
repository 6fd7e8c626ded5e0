package io.dbvouch.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a ledger is the one whose states a server has kept. For each of them
 *
 * <ol>
 *   <li>the ledger has as many entries;
 *   <li>one of those is the {@code session.requested} of the session, or may be one of those that were pruned;
 *   <li>the root over those begins with the digits.
 * </ol>
 */
final class ServerLogCheck implements Onlooker {
    private static final byte[] REQUESTED = "session.requested\"".getBytes(StandardCharsets.US_ASCII);

    private final ServerLog log;
    private final Map<Ulid, Long> requested = new HashMap<>();
    private final Map<Long, String> roots = new HashMap<>();
    private final Set<Ulid> sessions = new HashSet<>();
    private final Set<Long> sizes = new HashSet<>();
    private @Nullable Ulid lastPruned;

    ServerLogCheck(ServerLog log) {
        this.log = log;
        for (WitnessedState state : log.states().keySet()) {
            sessions.add(state.session());
            sizes.add(state.size());
        }
    }

    @Override
    public Verdict.@Nullable Broken before(Checkpoint checkpoint) {
        for (WitnessedState state : log.states().keySet()) {
            if (state.size() > checkpoint.size()) {
                return broken(
                        state,
                        "the ledger has fewer entries than the server saw",
                        state.size() + " entries or more",
                        checkpoint.size() + " entries");
            }
        }
        return null;
    }

    @Override
    public void acceptPruned(MerkleTree tree, Ulid lastId) {
        lastPruned = lastId;
        look(tree);
    }

    @Override
    public void accept(LineReader line, MerkleTree tree) {
        if (Entry.isOf(REQUESTED, line.buffer(), line.start(), line.length())) {
            Ulid session = session(new String(line.line(), StandardCharsets.UTF_8));
            if (session != null && sessions.contains(session)) {
                requested.putIfAbsent(session, tree.size());
            }
        }
        look(tree);
    }

    private void look(MerkleTree tree) {
        if (sizes.contains(tree.size())) {
            roots.put(tree.size(), tree.root().hex());
        }
    }

    /** The member {@code session} of an entry; null where it has none. */
    private static @Nullable Ulid session(String json) {
        try {
            String[] id = new String[] {""};
            // The entry itself is the last of its objects.
            JsonScanner.objects(json, object -> id[0] = object.getOrDefault("session", ""));
            return Ulid.read(id[0]);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    @Override
    public Verdict.@Nullable Broken problem() {
        for (WitnessedState state : log.states().keySet()) {
            Verdict.Broken problem = problem(state);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private Verdict.@Nullable Broken problem(WitnessedState state) {
        Long at = requested.get(state.session());
        if (!mayBePruned(state, at) && (at == null || at > state.size())) {
            return broken(
                    state,
                    "the ledger does not have a session that the server saw",
                    "session.requested of " + state.session() + " among the first " + state.size() + " entries",
                    at == null ? "none" : "it is entry " + (at - 1));
        }
        String root = roots.getOrDefault(state.size(), "");
        if (!root.startsWith(state.shortRoot())) {
            return broken(
                    state,
                    "the first " + state.size() + " entries are not those that the server saw",
                    "a root that begins with " + state.shortRoot(),
                    "the root " + root);
        }
        return null;
    }

    /** A session's id is made before the entry that has it, so that it is below the id of that. */
    private boolean mayBePruned(WitnessedState state, @Nullable Long at) {
        return at == null && lastPruned != null && state.session().compareTo(lastPruned) < 0;
    }

    private Verdict.Broken broken(WitnessedState state, String problem, String expected, String found) {
        long line = log.states().getOrDefault(state, 0L);
        return new Verdict.Broken(Verdict.Part.SERVER, line, log.file(), 0, problem, expected, found);
    }
}
