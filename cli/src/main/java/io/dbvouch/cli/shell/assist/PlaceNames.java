package io.dbvouch.cli.shell.assist;

import io.dbvouch.cli.shell.assist.Names.Function;
import io.dbvouch.cli.shell.assist.Names.Relation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that may stand in a place that is known. */
final class PlaceNames {
    private final Names names;
    private final Matches matches;
    private final @Nullable String schema;
    private final Places.Place place;

    /**
     * Those of a place.
     *
     * @param schema what is written before the name, with a dot behind it; null for nothing
     */
    PlaceNames(Names names, Matches matches, @Nullable String schema, Places.Place place) {
        this.names = names;
        this.matches = matches;
        this.schema = schema;
        this.place = place;
    }

    void all() {
        place.kinds().forEach(this::kind);
    }

    private void kind(String kind) {
        switch (kind) {
            case "@relations" -> relations("rpfvmS");
            case "@tables" -> relations("rpf");
            case "@foreign" -> relations("f");
            case "@views" -> relations("v");
            case "@matviews" -> relations("m");
            case "@indexes" -> relations("iI");
            case "@sequences" -> relations("S");
            case "@functions" -> functions(false);
            case "@procedures" -> functions(true);
            case "@types" -> types();
            default -> {
                if (schema == null) {
                    unqualified(kind);
                }
            }
        }
    }

    private void unqualified(String kind) {
        switch (kind) {
            case "@columns" -> plain(ofRelation(names.columns()));
            case "@constraints" -> plain(ofRelation(names.constraints()));
            case "@schemas" -> plain(names.schemas());
            case "@roles" -> plain(names.roles());
            case "@databases" -> plain(names.databases());
            case "@extensions" -> plain(names.extensions());
            case "@settings" -> names.settings().keySet().forEach(matches::literal);
            case "@values" ->
                names.settings()
                        .getOrDefault(String.valueOf(place.name()), List.of())
                        .forEach(matches::literal);
            default -> throw new IllegalStateException("there is no kind " + kind);
        }
    }

    private void plain(List<String> all) {
        all.forEach(name -> matches.name(name, "", true));
    }

    private void relations(String kinds) {
        for (Relation each : names.relations()) {
            boolean there = schema != null
                    ? each.schema().equals(schema)
                    // What the system has, nobody wants to see unless they begin to type it.
                    : each.visible() && (matches.isBegun() || !each.isSystem());
            if (there && kinds.indexOf(each.kind()) >= 0) {
                matches.name(each.name(), "", true);
            }
        }
        schemas();
    }

    private void functions(boolean procedures) {
        for (Function each : names.functions()) {
            boolean there = schema != null
                    ? each.schema().equals(schema)
                    : each.visible() && (matches.isBegun() || !each.schema().equals("pg_catalog"));
            if (there && each.isProcedure() == procedures) {
                matches.name(each.name(), "(", false);
            }
        }
        schemas();
    }

    private void types() {
        String prefix = schema == null ? "" : schema + ".";
        for (String type : names.types()) {
            if (schema == null) {
                matches.literal(type);
            } else if (type.startsWith(prefix)) {
                matches.literal(type.substring(prefix.length()));
            }
        }
        schemas();
    }

    private void schemas() {
        if (schema == null) {
            names.schemas().forEach(name -> matches.name(name, ".", false));
        }
    }

    /** What belongs to the relation that the place names. */
    private List<String> ofRelation(Map<Long, List<String>> map) {
        String written = place.name();
        if (written == null) {
            return List.of();
        }
        int dot = written.startsWith("\"") ? written.indexOf("\".") + 1 : written.indexOf('.');
        String in = dot > 0 ? Identifier.unquoted(written.substring(0, dot)) : null;
        String name = Identifier.unquoted(dot > 0 ? written.substring(dot + 1) : written);
        Relation relation = names.relation(in, name);
        return relation == null ? List.of() : map.getOrDefault(relation.oid(), List.of());
    }
}
