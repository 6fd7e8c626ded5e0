package io.dbvouch.provision;

import io.dbvouch.provision.Catalogue.Membership;
import io.dbvouch.provision.Catalogue.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Catalogue}: {@value #QUERIES} queries, however many users, schemas and tables there are. */
final class CatalogueReader {
    static final int QUERIES = 7;

    /** Whatever a search path of the role or the database says, names here mean what PostgreSQL made. */
    static final String SEARCH_PATH = "set search_path to pg_catalog";

    private static final String SERVER = """
        select current_setting('server_version_num'), current_user, datname, pg_get_userbyid(datdba),
               (select string_agg(grantee::text, ',') from aclexplode(coalesce(datacl, acldefault('d', datdba)))
                where privilege_type = 'CONNECT'),
               coalesce(current_setting('createrole_self_grant', true), ''),
               extract(epoch from pg_postmaster_start_time())::text
        from pg_database where datname = current_database()\
        """;

    private static final String ROLES = """
        select oid, rolname, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication,
               rolconnlimit, case when isfinite(rolvaliduntil) then extract(epoch from rolvaliduntil)::bigint end,
               shobj_description(oid, 'pg_authid'), pg_has_role(oid, 'usage'),
               pg_has_role(oid, 'member with admin option')
        from pg_roles\
        """;

    private static final String MEMBERSHIPS =
            "select roleid, member, grantor, admin_option, inherit_option, set_option from pg_auth_members";

    /** There, a member has all of it, unless it is {@code NOINHERIT}, which is a matter of the member. */
    private static final String MEMBERSHIPS_BEFORE_16 = """
        select m.roleid, m.member, m.grantor, m.admin_option, r.rolinherit, true
        from pg_auth_members m join pg_roles r on r.oid = m.member\
        """;

    private static final String SCHEMAS = """
        select n.nspname, pg_get_userbyid(n.nspowner), a.grantee, a.privilege_type
        from pg_namespace n left join lateral aclexplode(n.nspacl) a
            on a.grantee = any (:groups) or a.privilege_type = 'CREATE'
        where n.nspname = any (:schemas)\
        """;

    private static final String RELATIONS = """
        select n.nspname, c.relname, c.relkind = 'S', pg_get_userbyid(c.relowner),
               exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                       and d.deptype = 'e'),
               (select string_agg(a.grantee || ':' || a.privilege_type, ',') from aclexplode(c.relacl) a
                where a.grantee = any (:groups)),
               (select string_agg(distinct a.grantee::text, ',') from aclexplode(c.relacl) a
                where a.privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'))
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (:schemas) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        order by 1, 2\
        """;

    private static final String DEFAULTS = """
        select n.nspname, pg_get_userbyid(d.defaclrole), d.defaclobjtype = 'S', a.grantee, a.privilege_type
        from pg_default_acl d join pg_namespace n on n.oid = d.defaclnamespace
        cross join lateral aclexplode(d.defaclacl) a
        where n.nspname = any (:schemas) and a.grantee = any (:groups) and d.defaclobjtype in ('r', 'S')\
        """;

    private final SqlSession session;

    CatalogueReader(SqlSession session) {
        this.session = session;
    }

    /**
     * Reads it.
     *
     * @param schemas whose contents are wanted, too
     */
    Catalogue read(Collection<String> schemas) throws SqlRefused {
        session.run(SEARCH_PATH);
        Server server = server();
        Map<String, Role> roles = roles();
        Map<Long, List<Membership>> memberships = memberships(server);
        Set<Long> groups = new TreeSet<>(Set.of(Catalogue.EVERYBODY));
        for (Role role : roles.values()) {
            if (GroupRole.isNamedLikeOne(role.name())) {
                groups.add(role.oid());
            }
        }
        return new Catalogue(
                server, roles, memberships, schemas.isEmpty() ? Map.of() : schemas(new TreeSet<>(schemas), groups));
    }

    private Server server() throws SqlRefused {
        @Nullable String[] row = session.run(SERVER).getFirst();
        return new Server(
                Integer.parseInt(text(row[0])),
                text(row[1]),
                text(row[2]),
                text(row[3]),
                oids(row[4]),
                text(row[5]),
                text(row[6]));
    }

    private Map<String, Role> roles() throws SqlRefused {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (@Nullable String[] row : session.run(ROLES)) {
            String name = text(row[1]);
            roles.put(
                    name,
                    new Role(
                            number(row[0]),
                            name,
                            yes(row[2]),
                            Role.powers(row[3], row[4], row[5], row[6], row[7]),
                            Integer.parseInt(text(row[8])),
                            row[9] == null ? null : Instant.ofEpochSecond(number(row[9])),
                            row[10],
                            yes(row[11]),
                            yes(row[12])));
        }
        return roles;
    }

    private Map<Long, List<Membership>> memberships(Server server) throws SqlRefused {
        Map<Long, List<Membership>> memberships = new HashMap<>();
        for (@Nullable
        String[] row : session.run(server.makesCreatorsMembers() ? MEMBERSHIPS : MEMBERSHIPS_BEFORE_16)) {
            Membership each = new Membership(
                    number(row[0]), number(row[1]), number(row[2]), yes(row[3]), yes(row[4]), yes(row[5]));
            memberships.computeIfAbsent(each.member(), _ -> new ArrayList<>()).add(each);
        }
        return memberships;
    }

    private Map<String, Schema> schemas(Set<String> names, Set<Long> groups) throws SqlRefused {
        String wanted =
                "array[" + String.join(",", names.stream().map(Sql::literal).toList()) + "]::text[]";
        String grantees =
                "'{" + String.join(",", groups.stream().map(String::valueOf).toList()) + "}'::oid[]";
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (@Nullable
        String[] row : session.run(SCHEMAS.replace(":groups", grantees).replace(":schemas", wanted))) {
            Schema schema = schemas.computeIfAbsent(
                    text(row[0]),
                    name -> new Schema(name, text(row[1]), new HashMap<>(), new ArrayList<>(), new HashSet<>()));
            if (row[2] != null) {
                schema.privileges()
                        .computeIfAbsent(number(row[2]), _ -> new HashSet<>())
                        .add(text(row[3]));
            }
        }
        for (@Nullable
        String[] row : session.run(RELATIONS.replace(":groups", grantees).replace(":schemas", wanted))) {
            Schema schema = schemas.get(text(row[0]));
            if (schema != null) {
                schema.relations()
                        .add(new Schema.Relation(
                                text(row[1]),
                                yes(row[2]),
                                text(row[3]),
                                yes(row[4]),
                                privileges(row[5]),
                                oids(row[6])));
            }
        }
        for (@Nullable
        String[] row : session.run(DEFAULTS.replace(":groups", grantees).replace(":schemas", wanted))) {
            Schema schema = schemas.get(text(row[0]));
            if (schema != null) {
                schema.defaults()
                        .add(new Schema.DefaultPrivilege(text(row[1]), yes(row[2]), number(row[3]), text(row[4])));
            }
        }
        return schemas;
    }

    private static Set<Long> oids(@Nullable String text) {
        Set<Long> oids = new HashSet<>();
        if (text != null) {
            for (String oid : text.split(",", -1)) {
                oids.add(Long.valueOf(oid));
            }
        }
        return oids;
    }

    /** Of {@code 16400:SELECT,16400:INSERT}. */
    private static Map<Long, Set<String>> privileges(@Nullable String text) {
        Map<Long, Set<String>> privileges = new HashMap<>();
        if (text != null) {
            for (String each : text.split(",", -1)) {
                int colon = each.indexOf(':');
                privileges
                        .computeIfAbsent(Long.valueOf(each.substring(0, colon)), _ -> new HashSet<>())
                        .add(each.substring(colon + 1));
            }
        }
        return privileges;
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNull(value, "a catalogue's column is never null here");
    }

    private static long number(@Nullable String value) {
        return Long.parseLong(text(value));
    }

    private static boolean yes(@Nullable String value) {
        return "t".equals(value);
    }
}
