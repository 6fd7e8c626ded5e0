package io.dbvouch.cli.shell.assist;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is in a database, as far as it is known. All names are as the catalogue has them, without quotes.
 *
 * @param columns of relations, by their OIDs
 * @param constraints of relations, by their OIDs
 * @param types as {@code format_type} writes them
 * @param settings with the values that each can have, where these can be told
 */
public record Names(
        List<String> schemas,
        List<Relation> relations,
        Map<Long, List<String>> columns,
        Map<Long, List<String>> constraints,
        List<Function> functions,
        List<String> types,
        List<String> databases,
        List<String> roles,
        List<String> extensions,
        Map<String, List<String>> settings) {
    /** Nothing is known. */
    public static final Names NONE = new Names(
            List.of(), List.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

    /**
     * A relation; null where none is known.
     *
     * @param schema its schema; null where its name alone is to find it
     */
    @Nullable
    Relation relation(@Nullable String schema, String name) {
        for (Relation each : relations) {
            boolean there = schema == null ? each.visible() : each.schema().equals(schema);
            if (there && each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /**
     * A table, view or the like.
     *
     * @param kind as {@code pg_class.relkind}
     * @param visible whether its name alone finds it
     */
    public record Relation(long oid, String schema, String name, char kind, boolean visible) {
        boolean isIndex() {
            return kind == 'i' || kind == 'I';
        }

        /** Whether the system has it, not somebody's. */
        boolean isSystem() {
            return schema.startsWith("pg_") || schema.equals("information_schema");
        }
    }

    /**
     * A function, whatever its arguments are.
     *
     * @param isProcedure whether it is to be called
     * @param visible whether its name alone finds it
     */
    public record Function(String schema, String name, boolean isProcedure, boolean visible) {}
}
