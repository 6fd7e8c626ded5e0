package io.dbvouch.cli.output;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error or notice of the server, field by field (PostgreSQL documentation, "Error and Notice Message Fields").
 *
 * @param severity {@code ERROR}, {@code FATAL}, {@code NOTICE}, …; as the server wrote it, so perhaps translated
 * @param sqlState five characters, null if unknown
 * @param message the primary message, usually one line
 * @param fields the others, those that are there
 */
public record ServerMessage(String severity, @Nullable String sqlState, String message, Map<Field, String> fields) {
    public ServerMessage {
        fields = Map.copyOf(fields);
    }

    /** A message without further fields. */
    public ServerMessage(String severity, @Nullable String sqlState, String message) {
        this(severity, sqlState, message, Map.of());
    }

    /** The same message with one field more; without it if the value is null. */
    public ServerMessage with(Field field, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<Field, String> more = new EnumMap<>(Field.class);
        more.putAll(fields);
        more.put(field, value);
        return new ServerMessage(severity, sqlState, message, more);
    }

    @Nullable
    String get(Field field) {
        return fields.get(field);
    }

    /** The optional fields, with the letters that mark them in the protocol. */
    public enum Field {
        DETAIL('D'),
        HINT('H'),
        /** Where in the statement, in characters from 1. */
        POSITION('P'),
        /** Where in {@link #INTERNAL_QUERY}, in characters from 1. */
        INTERNAL_POSITION('p'),
        INTERNAL_QUERY('q'),
        /** The call stack: shown as {@code CONTEXT}. */
        WHERE('W'),
        SCHEMA('s'),
        TABLE('t'),
        COLUMN('c'),
        DATA_TYPE('d'),
        CONSTRAINT('n'),
        FILE('F'),
        LINE('L'),
        ROUTINE('R');

        private final char code;

        Field(char code) {
            this.code = code;
        }

        public char code() {
            return code;
        }
    }
}
