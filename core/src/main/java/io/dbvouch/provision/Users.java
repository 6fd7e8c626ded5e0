package io.dbvouch.provision;

import io.dbvouch.provision.Role.Power;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may log in at a server: a fixed number of queries, however many there are. */
public final class Users {
    private static final String SESSIONS = """
        select usesysid, count(*), max(extract(epoch from backend_start)::bigint) from pg_stat_activity
        where usesysid is not null group by usesysid\
        """;

    /** Databases in which a role has privileges that come by no group, or owns something. */
    private static final String DIRECT = """
        select s.refobjid, d.datname, bool_or(s.deptype = 'o') from pg_shdepend s
        join pg_database d on d.oid = s.dbid
        where s.refclassid = 'pg_authid'::regclass and s.deptype in ('o', 'a', 'r')
        group by s.refobjid, d.datname order by 2\
        """;

    /** What roles may do with tables of the session's database, schema by schema, and what they own there. */
    private static final String TABLES = """
        select a.grantee, n.nspname, lower(a.privilege_type)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a
        where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and a.grantee <> c.relowner
        group by 1, 2, 3
        union all
        select distinct c.relowner, n.nspname, 'everything'
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'\
        """;

    private final SqlSession session;

    public Users(SqlSession session) {
        this.session = session;
    }

    /** What is open, of one role. */
    private record Open(int sessions, @Nullable Instant since) {}

    /**
     * Everybody, by name.
     *
     * @throws io.dbvouch.AccessException where the server does not tell
     */
    public List<UserView> read() {
        try {
            Catalogue catalogue = new CatalogueReader(session).read(List.of());
            Map<Long, Open> open = open();
            Map<Long, List<String>> direct = direct();
            Map<Long, Map<String, Set<String>>> tables = tables();
            Set<String> withPassword = withPassword();
            return catalogue.roles().values().stream()
                    .filter(role -> role.login() || (role.isOurs() && !GroupRole.isNamedLikeOne(role.name())))
                    .map(role -> view(
                            catalogue,
                            role,
                            open.getOrDefault(role.oid(), new Open(0, null)),
                            direct.getOrDefault(role.oid(), List.of()),
                            tables,
                            withPassword == null ? null : withPassword.contains(role.name())))
                    .sorted(Comparator.comparing(UserView::name))
                    .toList();
        } catch (SqlRefused e) {
            throw Transaction.explain(e, new Step("", "read who there is"));
        }
    }

    /** All roles, by name. */
    static Map<String, Role> roles(SqlSession session) {
        try {
            return new CatalogueReader(session).read(List.of()).roles();
        } catch (SqlRefused e) {
            throw Transaction.unread(e);
        }
    }

    private static UserView view(
            Catalogue catalogue,
            Role role,
            Open open,
            List<String> direct,
            Map<Long, Map<String, Set<String>>> tables,
            @Nullable Boolean password) {
        List<Role> groups = catalogue.of(role).stream()
                .filter(each -> each.inherit() || each.set())
                .flatMap(each -> catalogue.role(each.role()).stream())
                .filter(group -> !group.name().equals(Catalogue.RDS_IAM))
                .distinct()
                .sorted(Comparator.comparing(Role::name))
                .toList();
        boolean rdsSuperuser = isIn(catalogue, role, Catalogue.RDS_SUPERUSER);
        return new UserView(
                role.name(),
                role.login(),
                catalogue.isIam(role),
                password,
                isIn(catalogue, role, Catalogue.RDS_PASSWORD),
                Stream.concat(
                                rdsSuperuser ? Stream.of(Catalogue.RDS_SUPERUSER) : Stream.empty(),
                                role.powers().stream().map(UserView::word))
                        .toList(),
                role.connectionLimit(),
                role.validUntil(),
                open.sessions(),
                open.since(),
                groups.stream().map(Role::name).toList(),
                words(catalogue, role, groups, direct, tables),
                role.comment());
    }

    private static boolean isIn(Catalogue catalogue, Role role, String group) {
        return catalogue.role(group).filter(of -> catalogue.isMember(role, of)).isPresent();
    }

    private static List<String> words(
            Catalogue catalogue,
            Role role,
            List<Role> groups,
            List<String> direct,
            Map<Long, Map<String, Set<String>>> tables) {
        List<String> words = new ArrayList<>();
        if (role.has(Power.SUPERUSER)) {
            words.add("everything: a superuser");
        }
        for (Role group : groups) {
            String comment = group.comment();
            if (group.isOurs() && comment != null) {
                words.add(comment.substring(Stamp.MARK.length()));
            } else {
                words.add("by role " + group.name() + ": " + words(catalogue, group, tables));
            }
        }
        onTables(Set.of(role.oid()), tables)
                .forEach(each ->
                        words.add(each + " in database " + catalogue.server().database() + ", by no role"));
        words.addAll(direct);
        return words;
    }

    /** By a role, and by those that it is a member of. */
    private static String words(Catalogue catalogue, Role group, Map<Long, Map<String, Set<String>>> tables) {
        List<String> words = new ArrayList<>();
        if (group.has(Power.SUPERUSER)) {
            words.add("everything: a superuser");
        }
        words.addAll(onTables(catalogue.reached(group), tables));
        return (words.isEmpty() ? "nothing with tables" : String.join("; ", words)) + " in database "
                + catalogue.server().database()
                + (UserName.isRds(group.name()) || group.name().startsWith("pg_")
                        ? ", and what the server lets it"
                        : "");
    }

    /** Schema by schema. */
    private static List<String> onTables(Set<Long> roles, Map<Long, Map<String, Set<String>>> tables) {
        Map<String, Set<String>> all = new TreeMap<>();
        for (long role : roles) {
            tables.getOrDefault(role, Map.of())
                    .forEach((schema, words) ->
                            all.computeIfAbsent(schema, _ -> new TreeSet<>()).addAll(words));
        }
        return all.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + " on tables of schema " + each.getKey())
                .toList();
    }

    private Map<Long, Map<String, Set<String>>> tables() throws SqlRefused {
        Map<Long, Map<String, Set<String>>> tables = new HashMap<>();
        for (@Nullable String[] row : session.run(TABLES)) {
            tables.computeIfAbsent(Long.valueOf(Objects.requireNonNull(row[0])), _ -> new HashMap<>())
                    .computeIfAbsent(Objects.requireNonNull(row[1]), _ -> new TreeSet<>())
                    .add(Objects.requireNonNull(row[2]));
        }
        return tables;
    }

    private Map<Long, Open> open() throws SqlRefused {
        Map<Long, Open> open = new HashMap<>();
        for (@Nullable String[] row : session.run(SESSIONS)) {
            open.put(
                    Long.valueOf(Objects.requireNonNull(row[0])),
                    new Open(
                            Integer.parseInt(Objects.requireNonNull(row[1])),
                            row[2] == null ? null : Instant.ofEpochSecond(Long.parseLong(row[2]))));
        }
        return open;
    }

    private Map<Long, List<String>> direct() throws SqlRefused {
        Map<Long, List<String>> direct = new HashMap<>();
        for (@Nullable String[] row : session.run(DIRECT)) {
            direct.computeIfAbsent(Long.valueOf(Objects.requireNonNull(row[0])), _ -> new ArrayList<>())
                    .add(
                            "t".equals(row[2])
                                    ? "owns things in database " + row[1]
                                    : "privileges of their own in database " + row[1]);
        }
        return direct;
    }

    /** Nobody but a superuser may know, and so nobody at RDS. */
    private @Nullable Set<String> withPassword() throws SqlRefused {
        if (!"t"
                .equals(session.run("select has_table_privilege('pg_authid', 'select')")
                        .getFirst()[0])) {
            return null;
        }
        Set<String> names = new HashSet<>();
        for (@Nullable String[] row : session.run("select rolname from pg_authid where rolpassword is not null")) {
            names.add(Objects.requireNonNull(row[0]));
        }
        return names;
    }
}
