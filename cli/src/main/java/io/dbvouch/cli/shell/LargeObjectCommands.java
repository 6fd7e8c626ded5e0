package io.dbvouch.cli.shell;

import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.shell.PrintSettings.Form;
import io.dbvouch.cli.shell.scan.Quoting;
import io.dbvouch.cli.shell.session.ExtendedQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Large objects in files of this side (PostgreSQL, {@code src/bin/psql/large_obj.c}). They go piece by piece through functions
 * of the server, all in one transaction.
 *
 * @see <a href="https://www.postgresql.org/docs/18/lo-funcs.html">Server-side functions</a>
 */
final class LargeObjectCommands {
    private static final int PIECE = 256 * 1024;

    private final Shell shell;

    LargeObjectCommands(Shell shell) {
        this.shell = shell;
    }

    /** What is done within a transaction; false where it failed, which has been said. */
    private interface Work {
        boolean run() throws IOException;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(this::importFile, "lo_import");
        registry.add(this::exportFile, "lo_export");
        registry.add(this::unlink, "lo_unlink");
    }

    private Outcome importFile(SlashCall call) throws IOException {
        String given = call.arguments().argument();
        String comment = call.arguments().argument();
        if (given == null) {
            return missing(call);
        }
        String name = shell.expanded(given);
        return inTransaction(call, () -> {
            try (InputStream in = java.nio.file.Files.newInputStream(shell.file(name))) {
                String oid = single("SELECT pg_catalog.lo_create(0) AS found");
                if (oid == null || !write(oid, in, name)) {
                    return false;
                }
                boolean commented = comment == null
                        || shell.queries.query("COMMENT ON LARGE OBJECT " + oid + " IS " + Quoting.literal(comment))
                                != null;
                if (commented) {
                    say("lo_import " + oid);
                    shell.variables.set("LASTOID", oid);
                }
                return commented;
            } catch (java.nio.file.FileSystemException e) {
                shell.talk.info("could not open file \"" + name + "\": " + Files.reason(e));
                return false;
            }
        });
    }

    private boolean write(String oid, InputStream in, String name) throws IOException {
        long offset = 0;
        while (true) {
            byte[] piece;
            try {
                piece = in.readNBytes(PIECE);
            } catch (IOException e) {
                shell.talk.info("could not read from file \"" + name + "\": " + Files.reason(e));
                return false;
            }
            if (piece.length == 0) {
                return true;
            }
            String hex = "\\x" + HexFormat.of().formatHex(piece);
            if (single(
                            "SELECT pg_catalog.lo_put($1, $2, $3)::pg_catalog.text AS found",
                            oid,
                            Long.toString(offset),
                            hex)
                    == null) {
                return false;
            }
            offset += piece.length;
        }
    }

    private Outcome exportFile(SlashCall call) throws IOException {
        String oid = call.arguments().argument();
        String given = call.arguments().argument();
        if (oid == null || given == null) {
            return missing(call);
        }
        String name = shell.expanded(given);
        return inTransaction(call, () -> {
            // Nothing is written before it is known that there is something.
            byte[] piece = read(oid, 0);
            if (piece == null) {
                return false;
            }
            try (OutputStream out = java.nio.file.Files.newOutputStream(shell.file(name))) {
                for (long offset = piece.length; piece.length > 0; offset += piece.length) {
                    try {
                        out.write(piece);
                    } catch (IOException e) {
                        shell.talk.info("could not write to file \"" + name + "\": " + Files.reason(e));
                        return false;
                    }
                    piece = read(oid, offset);
                    if (piece == null) {
                        return false;
                    }
                }
            } catch (java.nio.file.FileSystemException e) {
                shell.talk.info("could not open file \"" + name + "\": " + Files.reason(e));
                return false;
            }
            say("lo_export");
            return true;
        });
    }

    private byte @Nullable [] read(String oid, long offset) throws IOException {
        String hex = single(
                "SELECT pg_catalog.encode(pg_catalog.lo_get($1, $2, $3), 'hex') AS found",
                number(oid),
                Long.toString(offset),
                Integer.toString(PIECE));
        return hex == null ? null : HexFormat.of().parseHex(hex);
    }

    private Outcome unlink(SlashCall call) throws IOException {
        String oid = call.arguments().argument();
        if (oid == null) {
            return missing(call);
        }
        return inTransaction(call, () -> {
            if (single("SELECT pg_catalog.lo_unlink($1) AS found", number(oid)) == null) {
                return false;
            }
            say("lo_unlink " + number(oid));
            return true;
        });
    }

    /** As C reads numbers: what is none is 0. */
    private static String number(String oid) {
        String digits = oid.strip().replaceAll("(?s)[^0-9].*", "");
        return digits.isEmpty() ? "0" : digits;
    }

    private Outcome missing(SlashCall call) {
        shell.talk.error("\\" + call.name() + ": missing required argument");
        return Outcome.ERROR;
    }

    private Outcome inTransaction(SlashCall call, Work work) throws IOException {
        TransactionStatus status = shell.connection.transactionStatus();
        if (status == TransactionStatus.FAILED) {
            shell.talk.error("\\" + call.name() + ": current transaction is aborted");
            return Outcome.ERROR;
        }
        boolean own = status == TransactionStatus.IDLE;
        if (own && !shell.queries.run("BEGIN")) {
            return Outcome.ERROR;
        }
        boolean good = work.run();
        if (own && shell.settings.autocommit) {
            good &= shell.queries.run(good ? "COMMIT" : "ROLLBACK");
        }
        return Outcome.of(good);
    }

    /** A query's only value, which may be empty; null where it failed, which has been said. */
    private @Nullable String single(String sql, String... values) throws IOException {
        ResultTable found = shell.queries.query(new ExtendedQuery.WithValues(sql, List.of(values)));
        if (found == null) {
            return null;
        }
        RowSource<RuntimeException> row = found.source();
        String value = row.next() ? row.value(0) : null;
        return value == null ? "" : value;
    }

    private void say(String what) throws IOException {
        if (shell.settings.quiet) {
            return;
        }
        boolean html = shell.print.form == Form.HTML;
        shell.queryOutput().text().write((html ? "<p>" : "") + what + (html ? "</p>\n" : "\n"));
        shell.queryOutput().text().flush();
    }
}
