package io.dbvouch.access;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the ledger writes about itself, in a few words. */
final class LedgerWords {
    private LedgerWords() {}

    /** Nothing where the event is of another kind, or has not the members that it should. */
    static String of(String event, JsonObject members) {
        try {
            return switch (event) {
                case "ledger.recovered" -> recovered(members);
                case "ledger.pruned" -> pruned(members);
                case "clock.jumped" -> jumped(members);
                default -> "";
            };
        } catch (RuntimeException e) {
            // Who has written it otherwise, the verifier will tell.
            return "";
        }
    }

    private static String recovered(JsonObject members) {
        List<String> words = new ArrayList<>();
        long kept = number(members, "kept");
        if (kept > 0) {
            words.add("kept " + entries(kept)
                    + (members.has("kept_from") ? " from number " + number(members, "kept_from") + " on" : ""));
        }
        if (number(members, "lost") > 0) {
            words.add("lost " + entries(number(members, "lost")));
        }
        JsonArray aside = members.getAsJsonArray("set_aside");
        if (!aside.isEmpty()) {
            words.add("set " + number(members, "set_aside_bytes") + " bytes aside in "
                    + aside.get(0).getAsString() + (aside.size() > 1 ? " and " + (aside.size() - 1) + " more" : ""));
        }
        if (members.get("rebuilt").getAsBoolean()) {
            words.add("made tiles and index again");
        }
        if (members.has("contradicted") && members.get("contradicted").getAsBoolean()) {
            words.add("the head told otherwise");
        }
        return String.join(", ", words);
    }

    private static String pruned(JsonObject members) {
        long size = number(members, "size");
        long count = number(members, "entries");
        return "removed " + entries(count) + ", numbers " + (size - count) + " to " + (size - 1) + ", up to id "
                + members.get("last_id").getAsString();
    }

    private static String jumped(JsonObject members) {
        Instant from = Instant.parse(members.get("from").getAsString());
        Instant to = Instant.parse(members.get("to").getAsString());
        String against = members.get("against").getAsString().replace('_', ' ');
        return (to.isBefore(from) ? "back " : "ahead ") + length(from, to) + " against the " + against;
    }

    /** In its two largest units. */
    private static String length(Instant one, Instant other) throws DateTimeException {
        Duration length = Duration.between(one, other).abs();
        long[] counts = {length.toDays(), length.toHoursPart(), length.toMinutesPart(), length.toSecondsPart()};
        String[] units = {" d", " h", " min", " s"};
        List<String> words = new ArrayList<>();
        for (int i = 0; i < counts.length && words.size() < 2; i++) {
            if (counts[i] > 0) {
                words.add(counts[i] + units[i]);
            }
        }
        return words.isEmpty() ? "less than 1 s" : String.join(" ", words);
    }

    private static String entries(long count) {
        return count == 1 ? "1 entry" : count + " entries";
    }

    private static long number(JsonObject members, String name) {
        return members.get(name).getAsLong();
    }
}
