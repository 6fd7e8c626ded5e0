package io.dbvouch.provision;

import java.util.List;

/** What a group may do in a schema: as little as reading, or reading and writing, takes. */
public enum Reach {
    READ_ONLY("ro", "read-only"),
    READ_WRITE("rw", "read-write");

    private final String shortName;
    private final String words;

    Reach(String shortName, String words) {
        this.shortName = shortName;
        this.words = words;
    }

    String shortName() {
        return shortName;
    }

    /** As people say it. */
    public String words() {
        return words;
    }

    /** Privileges on tables and views. */
    List<String> onTables() {
        return switch (this) {
            case READ_ONLY -> List.of("SELECT");
            case READ_WRITE -> List.of("SELECT", "INSERT", "UPDATE", "DELETE");
        };
    }

    /** Privileges on sequences: {@code nextval} takes {@code USAGE}. */
    List<String> onSequences() {
        return switch (this) {
            case READ_ONLY -> List.of();
            case READ_WRITE -> List.of("USAGE");
        };
    }
}
