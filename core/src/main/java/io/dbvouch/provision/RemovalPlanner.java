package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.provision.Catalogue.Membership;
import io.dbvouch.provision.Role.Power;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What it takes that one user is gone, from what is known of them and of the server. */
final class RemovalPlanner {
    private final Catalogue catalogue;
    private final Administrator admin;
    private final Role role;
    private final List<Holdings.Database> databases;

    /**
     * Looks whether they may be taken away.
     *
     * @throws AccessException.Denied where not
     */
    RemovalPlanner(Catalogue catalogue, Administrator admin, Role role, List<Holdings.Database> databases) {
        this.catalogue = catalogue;
        this.admin = admin;
        this.role = role;
        this.databases = databases;
        admin.needsCreateRole();
        mayGo();
        admin.needsToGrant(role);
    }

    Role role() {
        return role;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    private void mayGo() {
        String why = null;
        if (role.name().equals(catalogue.admin().name())) {
            why = "it is the administrator that is at work";
        } else if (role.has(Power.SUPERUSER)) {
            why = "it is a superuser";
        } else if (catalogue.isGroup(role)) {
            why = "it is no person's, but a group or an owner: it may not log in";
        } else if (isByPassword() && (role.has(Power.CREATEROLE) || isRdsSuperuser())) {
            why = "it has the server in its hands and logs in with a password, as the cluster's master user does";
        }
        if (why != null) {
            throw new AccessException.Denied("\"" + role.name() + "\" is not to be removed here: " + why)
                    .evidence("user", role.name());
        }
    }

    private boolean isByPassword() {
        return role.login() && !catalogue.isIam(role);
    }

    private boolean isRdsSuperuser() {
        return catalogue
                .role(Catalogue.RDS_SUPERUSER)
                .filter(rds -> catalogue.isMember(role, rds))
                .isPresent();
    }

    /** The plan. */
    Plan plan(UserName name, @Nullable String reassignTo, Stamp stamp) {
        List<Step> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (isByPassword() && !role.isOurs()) {
            notes.add("\"" + role.name() + "\" logs in with a password, and was not made here: an application's?");
        }
        if (isRdsSuperuser()) {
            notes.add("\"" + role.name() + "\" is a member of " + Catalogue.RDS_SUPERUSER);
        }
        List<String> lists = Stamp.sources(role.comment());
        if (stamp.source() == null && !lists.isEmpty()) {
            notes.add("\"" + role.name() + "\" came by " + String.join(", ", lists)
                    + ": if they are on it still, the next user sync makes them anew");
        }
        if (role.login()) {
            steps.addAll(Lockout.steps(role, stamp, "removed"));
        }
        steps.addAll(end());
        steps.addAll(revocations());
        if (!databases.isEmpty()) {
            steps.addAll(access());
        }
        boolean goes = true;
        for (Holdings.Database each : databases) {
            String database = each.name();
            if (!each.connectable()) {
                notes.add("database " + database
                        + " lets nobody in: what is theirs there stays, and the user with it, locked out");
                goes = false;
            } else if (each.owned() > 0 && reassignTo == null) {
                notes.add("in database " + database + " they own things (" + each.owned()
                        + "): these stay, and the user with them, locked out; --reassign-to ROLE gives them to"
                        + " another");
                goes = false;
            } else {
                steps.addAll(inOne(reassignTo, database));
            }
        }
        if (goes) {
            steps.add(drop());
        } else {
            steps.addAll(noAccess());
        }
        return new Plan(name, Plan.Kind.REMOVE, steps, notes);
    }

    /** What ends their sessions. */
    List<Step> end() {
        return Lockout.end(admin, role);
    }

    Lockout lockout(SqlSession session) {
        return new Lockout(session, admin, role);
    }

    Step drop() {
        return new Step("drop role " + role.sql(), "do away with the user " + role.name());
    }

    /** Memberships that the administrator can end; others end with the role. */
    List<Step> revocations() {
        List<Step> steps = new ArrayList<>();
        for (Membership each : catalogue.of(role)) {
            Role group = catalogue.role(each.role()).orElse(null);
            if (group != null && admin.mayRevoke(each, group)) {
                steps.add(
                        new Step(admin.revocation(each, group, role.sql()), "take away what " + group.name() + " may"));
            }
        }
        return steps;
    }

    /** To see to what a role has, one has to be a member of it, for as long as it is there. */
    List<Step> access() {
        return admin.access(role);
    }

    /** Gives that right back where the role stays. */
    List<Step> noAccess() {
        return admin.noAccess(role);
    }

    List<Step> inOne(@Nullable String reassignTo, String database) {
        List<Step> steps = new ArrayList<>();
        if (reassignTo != null) {
            steps.add(new Step(
                    "reassign owned by " + role.sql() + " to " + Sql.identifier(reassignTo),
                    "in database " + database + ": what they own is " + reassignTo + "'s",
                    database));
        }
        steps.add(new Step(
                "drop owned by " + role.sql(),
                "in database " + database + ": take away what they may do there",
                database));
        return steps;
    }
}
