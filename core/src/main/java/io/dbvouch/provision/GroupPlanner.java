package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.provision.Role.Power;
import io.dbvouch.provision.Schema.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What it takes that groups are there and may do what they are for: no more where they are and can already. */
final class GroupPlanner {
    private static final int TOLD_AT_MOST = 5;

    /** Characters of names in one statement, each of which is 4 bytes at most: the ledger keeps the text of 8,192. */
    private static final int LONGEST_LIST = 1900;

    /** As which {@code public} is owned by whoever owns the database, from PostgreSQL 14 on. */
    private static final String DATABASE_OWNER = "pg_database_owner";

    private final Catalogue catalogue;
    private final Administrator admin;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    GroupPlanner(Catalogue catalogue, Administrator admin) {
        this.catalogue = catalogue;
        this.admin = admin;
    }

    /** The steps for all that were planned. */
    List<Step> steps() {
        return steps;
    }

    /** What a person should know of them. */
    List<String> notes() {
        return notes;
    }

    /**
     * Plans groups.
     *
     * @throws AccessException where a schema is not there, or the administrator may not do what it takes
     */
    void plan(Collection<GroupRole> groups) {
        groups.forEach(this::plan);
    }

    private void plan(GroupRole group) {
        Schema schema = catalogue
                .schema(group.schema())
                .orElseThrow(() -> new AccessException.BadConfiguration(
                                "database \"" + group.database() + "\" has no schema \"" + group.schema() + "\"")
                        .evidence("schema", group.schema()));
        long oid = role(group);
        new OfOne(group, schema, oid).plan();
    }

    /** The group's OID; that of nobody where it is yet to be made. */
    private long role(GroupRole group) {
        Role role = catalogue.role(group.name()).orElse(null);
        if (role == null) {
            String sql = Sql.identifier(group.name());
            add("create role " + sql + " nologin", "make the group " + group.name());
            add("comment on role " + sql + " is " + Sql.literal(group.words()), "say what it is for");
            return -1;
        }
        if (role.login() || !role.powers().isEmpty() || !catalogue.of(role).isEmpty()) {
            throw new AccessException.Denied("role \"" + role.name()
                            + "\" is not the group it is named like: it may log in, has powers or is a member"
                            + " of others")
                    .evidence("role", role.name())
                    .hint("find out who made it; user audit tells more");
        }
        return role.oid();
    }

    private void add(String sql, String words) {
        steps.add(new Step(sql, words));
    }

    /** One group and its schema. */
    private final class OfOne {
        private final GroupRole group;
        private final Schema schema;
        private final long oid;
        private final String to;
        private final String in;

        OfOne(GroupRole group, Schema schema, long oid) {
            this.group = group;
            this.schema = schema;
            this.oid = oid;
            this.to = " to " + Sql.identifier(group.name());
            this.in = " in schema " + Sql.identifier(schema.name());
        }

        void plan() {
            connect();
            usage();
            relations(false, group.reach().onTables(), "tables");
            relations(true, group.reach().onSequences(), "sequences");
            TreeSet<String> makers = new TreeSet<>(schema.owners());
            String owner =
                    schema.owner().equals(DATABASE_OWNER) ? catalogue.server().databaseOwner() : schema.owner();
            if (admin.mayActFor(owner)) {
                makers.add(owner);
            } else if (!makers.contains(owner)) {
                notes.add("what \"" + owner + "\" may make in schema " + schema.name()
                        + " later is not covered: it owns the schema, but nothing in it");
            }
            others(makers);
            makers.forEach(maker -> {
                later(maker, false, group.reach().onTables(), "tables");
                later(maker, true, group.reach().onSequences(), "sequences");
            });
        }

        /** Those who may make things here and own none yet: what can be covered is, and the rest is told. */
        private void others(Set<String> makers) {
            if (schema.allows(Catalogue.EVERYBODY, "CREATE")) {
                notes.add("everybody may make tables in schema " + schema.name()
                        + ": what those make who own nothing there yet is not covered");
                return;
            }
            Set<Long> makersOfAny = makersOfAny();
            TreeSet<String> beyond = new TreeSet<>();
            for (Role each : catalogue.roles().values()) {
                boolean creates = makersOfAny.contains(each.oid())
                        || (each.login() && catalogue.reached(each).stream().anyMatch(makersOfAny::contains));
                if (!creates
                        || makers.contains(each.name())
                        || each.has(Power.SUPERUSER)
                        || each.name().startsWith("pg_")
                        || UserName.isRds(each.name())) {
                    continue;
                }
                if (admin.mayActFor(each.name())) {
                    makers.add(each.name());
                } else {
                    beyond.add(each.name());
                }
            }
            if (!beyond.isEmpty()) {
                notes.add("what may be made in schema " + schema.name() + " later is not covered if it is made by "
                        + shortened(
                                beyond.stream().map(name -> "\"" + name + "\"").toList()));
            }
        }

        /** Who may make things here by a grant, and not as the schema's owner. */
        private Set<Long> makersOfAny() {
            Set<Long> oids = new HashSet<>();
            schema.privileges().forEach((oid, privileges) -> {
                boolean owns = catalogue
                        .role(oid)
                        .filter(role -> role.name().equals(schema.owner()))
                        .isPresent();
                if (privileges.contains("CREATE") && !owns) {
                    oids.add(oid);
                }
            });
            return oids;
        }

        private void connect() {
            Set<Long> connect = catalogue.server().connectGroups();
            if (connect.contains(Catalogue.EVERYBODY) || connect.contains(oid)) {
                return;
            }
            needs(catalogue.server().databaseOwner(), "database " + group.database());
            add(
                    "grant connect on database " + Sql.identifier(group.database()) + to,
                    "let it into database " + group.database());
        }

        private void usage() {
            if (schema.allows(oid, "USAGE")) {
                return;
            }
            if (!admin.mayActFor(schema.owner()) && schema.allows(Catalogue.EVERYBODY, "USAGE")) {
                return;
            }
            needs(schema.owner(), "schema " + schema.name());
            add("grant usage on schema " + Sql.identifier(schema.name()) + to, "let it see schema " + schema.name());
        }

        private void relations(boolean sequences, List<String> privileges, String kind) {
            Predicate<Relation> ours = each -> each.sequence() == sequences && !each.ofExtension();
            List<Relation> lacking = schema.relations().stream()
                    .filter(ours)
                    .filter(each -> !each.allows(oid, privileges))
                    .toList();
            if (privileges.isEmpty() || lacking.isEmpty()) {
                return;
            }
            TreeSet<String> owners = new TreeSet<>();
            lacking.forEach(each -> owners.add(each.owner()));
            owners.forEach(owner -> needs(
                    owner,
                    of(lacking.stream()
                            .filter(each -> each.owner().equals(owner))
                            .map(Relation::name)
                            .toList())));
            boolean all = schema.relations().stream()
                    .filter(each -> each.sequence() == sequences)
                    .allMatch(each -> admin.mayActFor(each.owner()));
            String grant = "grant " + words(privileges) + " on ";
            String told = "let it " + (sequences ? "use" : words(privileges) + " on");
            if (all) {
                add(grant + "all " + kind + in + to, told + " all " + kind + " of schema " + schema.name());
                return;
            }
            // A statement on all of them fails where one belongs to somebody else, as those of extensions do.
            StringBuilder names = new StringBuilder();
            for (Relation each : lacking) {
                String name = Sql.identifier(schema.name()) + "." + Sql.identifier(each.name());
                if (!names.isEmpty() && names.length() + name.length() > LONGEST_LIST) {
                    add(grant + (sequences ? "sequence " : "table ") + names + to, some(told, kind));
                    names.setLength(0);
                }
                names.append(names.isEmpty() ? "" : ", ").append(name);
            }
            add(grant + (sequences ? "sequence " : "table ") + names + to, some(told, kind));
        }

        private String some(String told, String kind) {
            return told + " these " + kind + " of schema " + schema.name() + ", some others being an extension's";
        }

        private void later(String maker, boolean sequences, List<String> privileges, String kind) {
            if (privileges.isEmpty() || schema.defaultsAllow(maker, sequences, oid, privileges)) {
                return;
            }
            add(
                    "alter default privileges for role " + Sql.identifier(maker) + in + " grant " + words(privileges)
                            + " on " + kind + to,
                    "and on all " + kind + " that " + maker + " makes there later");
        }

        private void needs(String owner, String what) {
            if (!admin.mayActFor(owner)) {
                throw new AccessException.Denied("\"" + catalogue.admin().name() + "\" cannot let anybody into " + what
                                + ": that belongs to \"" + owner + "\"")
                        .evidence("admin", catalogue.admin().name())
                        .evidence("owner", owner)
                        .evidence("schema", schema.name())
                        .note("only an owner grants, and says what becomes of tables made later; nothing was changed")
                        .hint("have it made a member of the owner: grant " + Sql.identifier(owner) + " to "
                                + catalogue.admin().sql() + ";")
                        .hint("or log in as the owner: --admin-user " + owner);
            }
        }

        private String of(List<String> names) {
            return shortened(
                    names.stream().map(name -> schema.name() + "." + name).toList());
        }
    }

    private static String shortened(List<String> names) {
        return String.join(", ", names.stream().limit(TOLD_AT_MOST).toList())
                + (names.size() > TOLD_AT_MOST ? " and " + (names.size() - TOLD_AT_MOST) + " more" : "");
    }

    private static String words(List<String> privileges) {
        return String.join(", ", privileges).toLowerCase(Locale.ROOT);
    }
}
