package io.dbvouch.ledger;

import java.util.Set;

/**
 * What is to be written: an event and what there is to say about it. The ledger adds {@code v}, {@code id} and {@code
 * time}.
 *
 * @param event what happened, such as {@code session.opened}: 1 to 64 of a–z, 0–9, dot, underscore and hyphen
 * @param membersJson a JSON object on one line; none of its members is called {@code v}, {@code id}, {@code time} or {@code
 *     event}, and no object in it has a name twice
 */
public record Draft(String event, String membersJson) {
    private static final int LONGEST_EVENT = 64;

    /** Checks both. */
    public Draft {
        if (!isEvent(event)) {
            throw new IllegalArgumentException("not an event name: " + event);
        }
        Set<String> names = JsonScanner.memberNames(membersJson);
        for (String own : new String[] {"v", "id", "time", "event"}) {
            if (names.contains(own)) {
                throw new IllegalArgumentException("the ledger itself writes the member " + own);
            }
        }
    }

    /** Whether {@code text} can name an event. */
    static boolean isEvent(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isEventCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_EVENT;
    }

    static boolean isEventCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    }
}
