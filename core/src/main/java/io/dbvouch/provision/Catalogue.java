package io.dbvouch.provision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a server holds, as of one moment: its roles, who is a member of which, and the schemas that were asked for. */
public final class Catalogue {
    /** The role whose members log in with a token. */
    static final String RDS_IAM = "rds_iam";

    /** {@code PUBLIC} as a grantee. */
    static final long EVERYBODY = 0;

    /** The role whose members may set passwords where RDS restricts that. */
    static final String RDS_PASSWORD = "rds_password";

    /** RDS's administrators. */
    static final String RDS_SUPERUSER = "rds_superuser";

    private final Server server;
    private final Map<String, Role> roles;
    private final Map<Long, Role> byOid = new HashMap<>();
    private final Map<Long, List<Membership>> memberships;
    private final Map<String, Schema> schemas;

    Catalogue(
            Server server,
            Map<String, Role> roles,
            Map<Long, List<Membership>> memberships,
            Map<String, Schema> schemas) {
        this.server = server;
        this.roles = roles;
        this.memberships = memberships;
        this.schemas = schemas;
        roles.values().forEach(role -> byOid.put(role.oid(), role));
    }

    /**
     * The server and the session.
     *
     * @param version {@code server_version_num}, as 180006
     * @param admin the role that the session acts as
     * @param database the database it is in
     * @param databaseOwner who owns that
     * @param connectGroups OIDs of roles that may connect to it
     * @param selfGrant {@code createrole_self_grant}: what creators are granted of the roles they make; empty for nothing
     * @param started when the server was started, to the microsecond, by which targets of the same server are told
     */
    record Server(
            int version,
            String admin,
            String database,
            String databaseOwner,
            Set<Long> connectGroups,
            String selfGrant,
            String started) {
        /** From 16 on who makes a role is made a member of it, and takes {@code ADMIN OPTION} to change it. */
        boolean makesCreatorsMembers() {
            return version >= 16_00_00;
        }
    }

    /**
     * That one role is a member of another.
     *
     * @param grantor who made it so
     */
    record Membership(long role, long member, long grantor, boolean admin, boolean inherit, boolean set) {}

    Server server() {
        return server;
    }

    /** The role that acts. */
    Role admin() {
        return role(server.admin()).orElseThrow();
    }

    /** All roles, by name. */
    Map<String, Role> roles() {
        return roles;
    }

    /** A role by its name, to the letter. */
    Optional<Role> role(String name) {
        return Optional.ofNullable(roles.get(name));
    }

    Optional<Role> role(long oid) {
        return Optional.ofNullable(byOid.get(oid));
    }

    /** What a role is a member of, directly. */
    List<Membership> of(Role member) {
        return memberships.getOrDefault(member.oid(), List.of());
    }

    /** Whether a role is a member of another directly. */
    boolean isDirectMember(Role member, Role of) {
        return of(member).stream().anyMatch(each -> each.role() == of.oid());
    }

    /** Whether a direct membership passes the other role's privileges on. */
    boolean inheritsDirectly(Role member, Role of) {
        return of(member).stream().anyMatch(each -> each.role() == of.oid() && each.inherit());
    }

    /**
     * Whether a role is a member of another by any way, as {@code pg_hba.conf} counts it: a membership that only lets
     * administer counts, too, and superusers are members of nothing that they were not put into.
     */
    boolean isMember(Role member, Role of) {
        return reached(member).contains(of.oid());
    }

    /**
     * Whether it is no person's, such as a group or the owner of an application's tables: it may not log in, and either does not
     * log in with a token when it may, or somebody is a member of it who may do more than administer it. A user whom dbvouch
     * locked out is none.
     */
    boolean isGroup(Role role) {
        return !role.login()
                && !role.isOurs()
                && (!isIam(role)
                        || memberships.values().stream()
                                .flatMap(List::stream)
                                .anyMatch(each -> each.role() == role.oid() && (each.inherit() || each.set())));
    }

    /** Everything that a role is a member of by any way, itself included. */
    Set<Long> reached(Role member) {
        Set<Long> seen = new HashSet<>(Set.of(member.oid()));
        Deque<Long> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Membership each : memberships.getOrDefault(open.pop(), List.of())) {
                if (seen.add(each.role())) {
                    open.push(each.role());
                }
            }
        }
        return seen;
    }

    /** Whether a role logs in with a token: a member of {@code rds_iam} by any way. */
    boolean isIam(Role role) {
        return role(RDS_IAM).filter(iam -> isMember(role, iam)).isPresent();
    }

    /** A schema that was asked for; empty where the database has none of the name. */
    Optional<Schema> schema(String name) {
        return Optional.ofNullable(schemas.get(name));
    }
}
