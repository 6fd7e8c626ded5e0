package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.provision.Catalogue.Membership;
import io.dbvouch.provision.Role.Power;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the role that acts may do, so that what it may not is told before anything is done. */
final class Administrator {
    private static final String SIGNALLERS = "pg_signal_backend";

    private final Catalogue catalogue;
    private final Role admin;
    private final boolean byPassword;

    Administrator(Catalogue catalogue, boolean byPassword) {
        this.catalogue = catalogue;
        this.admin = catalogue.admin();
        this.byPassword = byPassword;
    }

    /** Whether it may make roles at all. */
    void needsCreateRole() {
        if (!admin.has(Power.SUPERUSER) && !admin.has(Power.CREATEROLE)) {
            throw new AccessException.Denied("\"" + admin.name() + "\" may not make or change database users")
                    .evidence("admin", admin.name())
                    .hint("whoever may has to run: alter role " + admin.sql() + " createrole;");
        }
    }

    /**
     * Whether it may grant a role, and alter it. Before PostgreSQL 16 {@code CREATEROLE} is enough for whatever is no
     * superuser; from then on it takes {@code ADMIN OPTION}, for which RDS does not ask members of {@code rds_superuser}, unlike the PostgreSQL that it is made of.
     *
     * @see <a href="https://www.postgresql.org/docs/16/release-16.html">Release notes of 16: privileges</a>
     * @see <a href="https://github.com/gravitational/teleport/pull/48897">what RDS does, tried out</a>
     */
    boolean mayGrant(Role role) {
        if (admin.has(Power.SUPERUSER)) {
            return true;
        }
        if (role.has(Power.SUPERUSER)) {
            return false;
        }
        return role.administered()
                || (admin.has(Power.CREATEROLE) && !catalogue.server().makesCreatorsMembers())
                || catalogue
                        .role(Catalogue.RDS_SUPERUSER)
                        .filter(rds -> catalogue.isMember(admin, rds))
                        .isPresent();
    }

    /** Whether it may end a user's sessions: with their powers, or with those of a role that is there for it. */
    boolean maySignal(Role user) {
        return user.usable()
                || admin.has(Power.SUPERUSER)
                || catalogue.role(SIGNALLERS).filter(Role::usable).isPresent();
    }

    /** What makes it a member of a user, with their powers; nothing where it has those. */
    List<Step> access(Role user) {
        if (user.usable()) {
            return List.of();
        }
        return List.of(new Step(
                "grant " + user.sql() + " to " + admin.sql()
                        + (catalogue.server().makesCreatorsMembers() ? " with inherit true" : ""),
                "have the right to clear up after them"));
    }

    /**
     * What gives that right back: whoever is a member of a user would be locked out of a password by somebody who puts it into
     * {@code rds_iam} again. Before PostgreSQL 16 there is one membership only, which stays if it was there.
     */
    List<Step> noAccess(Role user) {
        boolean named = catalogue.server().makesCreatorsMembers();
        if (user.usable() || (!named && catalogue.isDirectMember(admin, user))) {
            return List.of();
        }
        return List.of(new Step(
                "revoke " + user.sql() + " from " + admin.sql() + (named ? " granted by " + admin.sql() : ""),
                "give that right back"));
    }

    void needsToGrant(Role role) {
        if (!mayGrant(role)) {
            throw new AccessException.Denied(
                            "\"" + admin.name() + "\" may neither grant nor change role \"" + role.name() + "\"")
                    .evidence("admin", admin.name())
                    .evidence("role", role.name())
                    .hint("whoever may has to run: grant " + role.sql() + " to " + admin.sql() + " with admin option;");
        }
    }

    /** Whether it can end a membership: from 16 on it takes the powers of who granted it. */
    boolean mayRevoke(Membership membership, Role group) {
        boolean usable = !catalogue.server().makesCreatorsMembers()
                || catalogue.role(membership.grantor()).filter(Role::usable).isPresent();
        return usable && mayGrant(group);
    }

    /** What ends a membership of one whose name as SQL is {@code member}. */
    String revocation(Membership membership, Role group, String member) {
        Role grantor = catalogue.role(membership.grantor()).orElse(null);
        return "revoke " + group.sql() + " from " + member
                + (catalogue.server().makesCreatorsMembers() && grantor != null ? " granted by " + grantor.sql() : "");
    }

    /** Whether it may grant on what a role owns, and say what becomes of what that makes later. */
    boolean mayActFor(String owner) {
        return catalogue.role(owner).filter(Role::usable).isPresent();
    }

    /**
     * The lock-out trap: whoever logs in with a password and becomes a member of {@code rds_iam}, by whatever way, does not
     * get in with it again. A membership that lets only administer is enough, as {@code pg_hba.conf} counts all of them.
     *
     * @param user who is about to become a member of {@code rds_iam}; null where the role is yet to be made
     * @throws AccessException.Denied where this administrator, or anybody else, would be locked out
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html">IAM authentication
     *     takes precedence over passwords</a>
     */
    void notLockedOutBy(UserName name, @Nullable Role user) {
        if (user == null) {
            // The one who makes it is granted ADMIN OPTION by the superuser, and cannot give that back.
            if (byPassword && catalogue.server().makesCreatorsMembers() && !admin.has(Power.SUPERUSER)) {
                throw lockedOut(
                        name,
                        admin.name(),
                        "PostgreSQL 16 and later make whoever creates a role a member of it, with the right to"
                                + " administer it; that cannot be undone by them");
            }
            return;
        }
        if (catalogue.isIam(user)) {
            // Whom that locks out, it has locked out already.
            return;
        }
        for (Role each : catalogue.roles().values()) {
            if (each.login() && each.oid() != user.oid() && catalogue.isMember(each, user) && !catalogue.isIam(each)) {
                throw lockedOut(name, each.name(), "\"" + each.name() + "\" is a member of \"" + name + "\"");
            }
        }
    }

    private AccessException lockedOut(UserName name, String whom, String why) {
        return new AccessException.Denied(
                        "putting \"" + name + "\" into rds_iam would lock \"" + whom + "\" out of its password")
                .evidence("locked_out", whom)
                .evidence("user", name)
                .evidence("server_version", catalogue.server().version())
                .note(why)
                .note("members of rds_iam, by whatever way, get in with a token only")
                .note("nothing was changed")
                .hint(
                        whom.equals(admin.name())
                                ? "log in with your own token: leave --admin-user and --admin-secret out"
                                : "have it be no member any more: revoke " + name.sql() + " from "
                                        + Sql.identifier(whom) + ";");
    }
}
