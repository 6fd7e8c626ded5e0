package io.dbvouch.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds a role: the databases in which something is its own or its privilege, as {@code pg_shdepend} tells for all of
 * the cluster, and what is its own in one of them.
 *
 * @see <a href="https://www.postgresql.org/docs/18/catalog-pg-shdepend.html">pg_shdepend</a>
 */
final class Holdings {
    private static final int TOLD_AT_MOST = 50;

    private final SqlSession session;
    private final String ofRole;

    Holdings(SqlSession session, Role role) {
        this.session = session;
        this.ofRole = "refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass and refobjid = " + role.oid();
    }

    /**
     * A database that holds something.
     *
     * @param connectable whether it lets anybody in
     */
    record Database(String name, boolean connectable) {}

    /** The databases; what is in none, such as a database that is its own, is seen to from the session's. */
    List<Database> databases() throws SqlRefused {
        List<Database> databases = new ArrayList<>();
        for (@Nullable
        String[] row : session.run("select datname, datallowconn from pg_catalog.pg_database where oid in"
                + " (select dbid from pg_catalog.pg_shdepend where " + ofRole + ") or (datname ="
                + " pg_catalog.current_database() and exists (select from pg_catalog.pg_shdepend where dbid = 0 and "
                + ofRole + ")) order by 1")) {
            databases.add(new Database(Objects.requireNonNull(row[0]), "t".equals(row[1])));
        }
        return databases;
    }

    /**
     * What is its own in the session's database, or belongs to no database; 50 things at most. What says only what becomes of
     * things it might have made, or how it logs in elsewhere, is nothing to keep.
     */
    List<String> owned() throws SqlRefused {
        List<String> owned = new ArrayList<>();
        for (@Nullable
        String[] row : session.run(
                "select pg_catalog.pg_describe_object(classid, objid, objsubid) from pg_catalog.pg_shdepend where "
                        + ofRole + " and deptype = 'o' and classid not in"
                        + " ('pg_catalog.pg_default_acl'::pg_catalog.regclass,"
                        + " 'pg_catalog.pg_user_mapping'::pg_catalog.regclass) and dbid in (0, (select oid from"
                        + " pg_catalog.pg_database where datname = pg_catalog.current_database())) order by 1 limit "
                        + TOLD_AT_MOST)) {
            owned.add(Objects.requireNonNullElse(row[0], "something that was dropped meanwhile"));
        }
        return owned;
    }

    /** Transactions that are prepared, and go on without a session. */
    List<String> preparedTransactions(Role role) throws SqlRefused {
        List<String> prepared = new ArrayList<>();
        for (@Nullable
        String[] row : session.run("select gid, database from pg_catalog.pg_prepared_xacts where owner = "
                + Sql.literal(role.name()) + " order by 1")) {
            prepared.add("prepared transaction " + row[0] + " in database " + row[1]);
        }
        return prepared;
    }
}
