package io.dbvouch.ledger;

import java.io.IOException;
import java.util.List;

/** Makes the entry {@code ledger.pruned}, whose form the package's description gives. */
final class PruneRecord {
    private final LedgerReader reader;
    private final TileTree tree;

    PruneRecord(LedgerFolder folder, LedgerReader reader) {
        this.reader = reader;
        tree = new TileTree(new Tiles(folder.tiles()));
    }

    /**
     * The entry before it is written.
     *
     * @param going the segments that go
     * @param membersJson what else there is to say: a JSON object
     */
    Draft draft(List<PrunePlan.Segment> going, String membersJson) throws IOException {
        long size = going.getLast().end();
        StringBuilder members = new StringBuilder("{\"entries\":")
                .append(size - going.getFirst().first())
                .append(",\"size\":")
                .append(size)
                .append(",\"last_id\":\"")
                .append(lastId(size))
                .append("\",\"root\":\"")
                .append(tree.root(size).base64())
                .append("\",\"segments\":[");
        String separator = "";
        for (PrunePlan.Segment segment : going) {
            members.append(separator)
                    .append("{\"file\":\"")
                    .append(segment.file())
                    .append("\",\"sha256\":\"")
                    .append(segment.sha256())
                    .append("\"}");
            separator = ",";
        }
        String more = membersJson.strip();
        String inside = more.substring(1, more.length() - 1).strip();
        members.append(']').append(inside.isEmpty() ? "" : ",").append(inside).append('}');
        return new Draft(PrunedPart.EVENT, members.toString());
    }

    /** What the entry says once it is entry {@code record}, of the first {@code size} entries. */
    PrunedPart part(long record, long size) throws IOException {
        return new PrunedPart(record, size, lastId(size), tree.root(size));
    }

    private Ulid lastId(long size) {
        try (EntryCursor cursor = reader.from(size - 1)) {
            return cursor.next().orElseThrow().id();
        }
    }
}
