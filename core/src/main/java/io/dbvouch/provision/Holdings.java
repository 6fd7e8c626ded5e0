package io.dbvouch.provision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final String NOTHING_TO_KEEP =
            "'pg_catalog.pg_default_acl'::pg_catalog.regclass," + " 'pg_catalog.pg_user_mapping'::pg_catalog.regclass";

    private final SqlSession session;
    private final Role role;

    Holdings(SqlSession session, Role role) {
        this.session = session;
        this.role = role;
    }

    /**
     * A database that holds something.
     *
     * @param connectable whether it lets anybody in
     * @param owned how many things there are its own
     */
    record Database(String name, boolean connectable, int owned) {}

    /** The databases; what is in none, such as a database that is its own, is seen to from the session's. */
    List<Database> databases() throws SqlRefused {
        return ofEach(session, List.of(role)).getOrDefault(role.oid(), List.of());
    }

    /** The same of several roles, by their OID: one query, however many they are. */
    static Map<Long, List<Database>> ofEach(SqlSession session, Collection<Role> roles) throws SqlRefused {
        Map<Long, List<Database>> databases = new HashMap<>();
        String oids = String.join(
                ",", roles.stream().map(role -> String.valueOf(role.oid())).toList());
        for (@Nullable
        String[] row : session.run("select s.refobjid, d.datname, d.datallowconn, pg_catalog.count(*)"
                + " filter (where s.deptype = 'o' and s.classid not in (" + NOTHING_TO_KEEP + ")) from"
                + " pg_catalog.pg_shdepend s join pg_catalog.pg_database d on d.oid = s.dbid or (s.dbid = 0 and"
                + " d.datname = pg_catalog.current_database()) where s.refclassid ="
                + " 'pg_catalog.pg_authid'::pg_catalog.regclass and s.refobjid = any ('{" + oids + "}'::oid[])"
                + " group by s.refobjid, d.datname, d.datallowconn order by 2")) {
            databases
                    .computeIfAbsent(Long.valueOf(Objects.requireNonNull(row[0])), _ -> new ArrayList<>())
                    .add(new Database(
                            Objects.requireNonNull(row[1]),
                            "t".equals(row[2]),
                            Integer.parseInt(Objects.requireNonNull(row[3]))));
        }
        return databases;
    }

    /**
     * What is its own in the session's database, or belongs to no database; 50 things at most. What says only what becomes of
     * things it might have made, or how it logs in elsewhere, is nothing to keep.
     */
    List<String> owned() throws SqlRefused {
        return here("deptype = 'o' and classid not in (" + NOTHING_TO_KEEP + ")");
    }

    /** What in the session's database, or in none, still has to do with it: privileges that others granted, policies. */
    List<String> left() throws SqlRefused {
        return here("true");
    }

    private List<String> here(String which) throws SqlRefused {
        List<String> found = new ArrayList<>();
        for (@Nullable
        String[] row : session.run(
                "select distinct pg_catalog.pg_describe_object(classid, objid, objsubid) from pg_catalog.pg_shdepend"
                        + " where refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass and refobjid = " + role.oid()
                        + " and " + which + " and dbid in (0, (select oid from"
                        + " pg_catalog.pg_database where datname = pg_catalog.current_database())) order by 1 limit "
                        + TOLD_AT_MOST)) {
            found.add(Objects.requireNonNullElse(row[0], "something that was dropped meanwhile"));
        }
        return found;
    }

    /** Transactions that are prepared, and go on without a session. */
    List<String> preparedTransactions() throws SqlRefused {
        List<String> prepared = new ArrayList<>();
        for (@Nullable
        String[] row : session.run("select gid, database from pg_catalog.pg_prepared_xacts where owner = "
                + Sql.literal(role.name()) + " order by 1")) {
            prepared.add("prepared transaction " + row[0] + " in database " + row[1]);
        }
        return prepared;
    }
}
