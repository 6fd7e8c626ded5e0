package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.shell.describe.NamePattern.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code \dR}: publications and subscriptions. */
final class ReplicationSpecs {
    /** What a publication is shown with, as column and header. */
    private static final List<List<String>> TRAITS = List.of(
            List.of(Listing.owner("p.pubowner"), "Owner"),
            List.of("p.puballtables", "All tables"),
            List.of("p.pubinsert", "Inserts"),
            List.of("p.pubupdate", "Updates"),
            List.of("p.pubdelete", "Deletes"),
            List.of("p.pubtruncate", "Truncates"),
            List.of("p.pubviaroot", "Via root"));

    /** From this version on, publications know schemas, columns and conditions. */
    private static final int FINE = 150000;

    private ReplicationSpecs() {}

    /** By what follows the command's first two letters; null where there is no such command. */
    static @Nullable Spec find(String rest, int version) {
        return switch (rest.isEmpty() ? ' ' : rest.charAt(0)) {
            case 'p' -> publications();
            case 's' -> subscriptions(version);
            default -> null;
        };
    }

    private static Spec publications() {
        Spec spec = Spec.of("List of publications").column("p.pubname", "Name");
        for (List<String> trait : TRAITS) {
            spec = spec.column(trait.getFirst(), trait.getLast());
        }
        return spec.from("pg_catalog.pg_publication p").named(Names.plain("p.pubname"));
    }

    private static Spec subscriptions(int version) {
        boolean since14 = version >= 140000;
        boolean since15 = version >= 150000;
        return Spec.of("List of subscriptions")
                .column("s.subname", "Name")
                .column(Listing.owner("s.subowner"), "Owner")
                .column("s.subenabled", "Enabled")
                .column("s.subpublications", "Publication")
                .moreIf(since14, "s.subbinary", "Binary")
                .moreIf(since14, "s.substream", "Streaming")
                .moreIf(since15, "s.subtwophasestate", "Two-phase commit")
                .moreIf(since15, "s.subdisableonerr", "Disable on error")
                .more("s.subsynccommit", "Synchronous commit")
                .more("s.subconninfo", "Conninfo")
                .moreIf(since15, "s.subskiplsn", "Skip LSN")
                .from("pg_catalog.pg_subscription s")
                .where("s.subdbid = (SELECT oid FROM pg_catalog.pg_database"
                        + " WHERE datname = pg_catalog.current_database())")
                .named(Names.plain("s.subname"));
    }

    /** {@code \dRp+}: each publication with its tables. */
    static boolean details(Catalogue catalogue, List<String> patterns) throws IOException {
        String sql = publications().column("p.oid", "oid").sql(catalogue, patterns, false, true);
        ResultTable result = sql == null ? null : catalogue.query(sql);
        if (result == null) {
            return false;
        }
        Table found = new Table(result);
        if (found.size() == 0 && !catalogue.quiet()) {
            catalogue.error(
                    patterns.isEmpty()
                            ? "Did not find any publications."
                            : "Did not find any publication named \"" + patterns.getFirst() + "\".");
        }
        for (int i = 0; i < found.size(); i++) {
            List<String> footers = found.is(i, "All tables") ? List.of() : contents(catalogue, found.get(i, "oid"));
            if (footers == null) {
                return false;
            }
            List<Column> columns = new ArrayList<>();
            List<String> row = new ArrayList<>();
            for (List<String> trait : TRAITS) {
                columns.add(new Column(trait.getLast(), ColumnType.TEXT));
                row.add(found.get(i, trait.getLast()));
            }
            ResultTable shown = new ResultTable(columns);
            shown.row(row.toArray(new String[0]));
            String title = "Publication " + found.get(i, "Name");
            if (footers.isEmpty()) {
                catalogue.print(shown, title);
            } else {
                catalogue.print(shown, title, footers, false);
            }
        }
        return found.size() > 0;
    }

    private static @Nullable List<String> contents(Catalogue catalogue, String oid) throws IOException {
        boolean fine = catalogue.serverVersion() >= FINE;
        List<String> footers = new ArrayList<>();
        String columns = fine
                ? "CASE WHEN r.prattrs IS NOT NULL THEN ' (' || pg_catalog.array_to_string(ARRAY(SELECT a.attname"
                        + " FROM pg_catalog.unnest(r.prattrs::pg_catalog.int2[]) WITH ORDINALITY AS u(number, at)"
                        + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.number"
                        + " ORDER BY u.at), ', ') || ')' END"
                : "NULL";
        String condition = fine ? "' WHERE ' || pg_catalog.pg_get_expr(r.prqual, c.oid)" : "NULL";
        boolean good = add(
                catalogue,
                footers,
                "Tables:",
                "SELECT pg_catalog.format('\"%s.%s\"%s%s', n.nspname, c.relname, " + columns + ", " + condition
                        + ") AS line FROM pg_catalog.pg_publication_rel r"
                        + " JOIN pg_catalog.pg_class c ON c.oid = r.prrelid"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE r.prpubid = " + oid
                        + " ORDER BY n.nspname, c.relname");
        if (good && fine) {
            good = add(
                    catalogue,
                    footers,
                    "Tables from schemas:",
                    "SELECT pg_catalog.format('\"%s\"', n.nspname) AS line FROM pg_catalog.pg_publication_namespace s"
                            + " JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = " + oid
                            + " ORDER BY n.nspname");
        }
        return good ? footers : null;
    }

    private static boolean add(Catalogue catalogue, List<String> footers, String heading, String sql)
            throws IOException {
        ResultTable found = catalogue.query(sql);
        if (found == null) {
            return false;
        }
        Table lines = new Table(found);
        for (int i = 0; i < lines.size(); i++) {
            if (i == 0) {
                footers.add(heading);
            }
            footers.add("    " + lines.get(i, "line"));
        }
        return true;
    }
}
