package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.provision.Role.Power;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What it takes that a user is as they should be. Groups are taken to be there: {@link GroupPlanner} sees to them. */
final class UserPlanner {
    /** Sessions at once, for users that are made without saying how many: enough for a person and their tools. */
    static final int CONNECTIONS = 10;

    private final Catalogue catalogue;
    private final Administrator admin;
    private final Stamp stamp;

    UserPlanner(Catalogue catalogue, Administrator admin, Stamp stamp) {
        this.catalogue = catalogue;
        this.admin = admin;
        this.stamp = stamp;
    }

    /**
     * Plans.
     *
     * @param groups the groups that are wanted for them
     * @throws AccessException where it cannot be, or would lock the administrator out
     */
    Plan plan(UserSpec spec, Collection<GroupRole> groups) {
        admin.needsCreateRole();
        Role iam = catalogue
                .role(Catalogue.RDS_IAM)
                .orElseThrow(() -> new AccessException.BadConfiguration("the server has no role rds_iam")
                        .hint("it is RDS's: is IAM authentication on? aws rds modify-db-cluster"
                                + " --enable-iam-database-authentication"));
        Role user = catalogue.role(spec.name().value()).orElse(null);
        List<Step> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>(namesakes(spec.name()));
        if (user != null) {
            isAPersons(user);
            if (!user.powers().isEmpty()) {
                notes.add("\"" + user.name() + "\" is no ordinary user: " + words(user.powers()));
            }
        }
        boolean joins = user == null || !catalogue.isDirectMember(user, iam);
        if (joins) {
            admin.notLockedOutBy(spec.name(), user);
            admin.needsToGrant(iam);
        }
        role(spec, user, steps, notes);
        String to = " to " + spec.name().sql();
        if (joins) {
            steps.add(new Step("grant rds_iam" + to, "let " + spec.name() + " log in with a token"));
        }
        writesNoMore(spec, user, groups, steps, notes);
        for (GroupRole group : groups) {
            Role role = catalogue.role(group.name()).orElse(null);
            if (role == null) {
                // Whoever makes it may grant it.
                steps.add(new Step("grant " + Sql.identifier(group.name()) + to, words(spec.name(), group)));
            } else {
                member(spec.name(), user, role, words(spec.name(), group), steps);
            }
        }
        for (String name : spec.roles()) {
            Role role = catalogue
                    .role(name)
                    .orElseThrow(() -> new AccessException.BadConfiguration("there is no role \"" + name + "\"")
                            .evidence("role", name));
            isAGroup(role);
            member(spec.name(), user, role, "give " + spec.name() + " what role " + name + " may", steps);
        }
        String list = stamp.source();
        boolean comesUnder =
                user != null && list != null && !Stamp.sources(user.comment()).contains(list);
        if (comesUnder || !steps.isEmpty()) {
            String words = steps.isEmpty()
                    ? "put " + spec.name() + ", who is as wanted, on the list " + list + ": who leaves it is removed"
                    : "say who did it, when and why";
            if (user != null) {
                admin.needsToGrant(user);
            }
            steps.add(new Step(
                    "comment on role " + spec.name().sql() + " is "
                            + Sql.literal(
                                    user == null ? stamp.comment("added") : stamp.comment("changed", user.comment())),
                    words));
        }
        if (joins && user != null) {
            keepsPassword(spec, user, notes);
        }
        return new Plan(spec.name(), user == null ? Plan.Kind.ADD : Plan.Kind.CHANGE, steps, notes);
    }

    /** Members of {@code rds_iam} get in with a token only: whoever uses a password so far is locked out of it. */
    private void keepsPassword(UserSpec spec, Role user, List<String> notes) {
        if (!user.login() || catalogue.isIam(user)) {
            return;
        }
        boolean powerful = !user.powers().isEmpty()
                || catalogue
                        .role(Catalogue.RDS_SUPERUSER)
                        .filter(rds -> catalogue.isMember(user, rds))
                        .isPresent();
        if (powerful || (!spec.endPassword() && !user.isOurs())) {
            AccessException.Denied denied = new AccessException.Denied(
                    "\"" + user.name() + "\" may log in with a password, which would work no more");
            denied.evidence("user", user.name())
                    .note("members of rds_iam get in with a token only: an application that uses the password would be"
                            + " locked out")
                    .note("nothing was changed");
            throw powerful
                    ? denied.note("it has powers over the server, as the cluster's master user has")
                    : denied.hint("if it is a person, whose password is to end: --end-password");
        }
        notes.add("\"" + user.name() + "\" may log in with a password so far, which works no more then");
    }

    private void writesNoMore(
            UserSpec spec, @Nullable Role user, Collection<GroupRole> groups, List<Step> steps, List<String> notes) {
        Writing writing = new Writing(catalogue, admin, stamp, spec, user);
        groups.stream().filter(group -> group.reach() == Reach.READ_ONLY).forEach(writing::end);
        steps.addAll(writing.steps().stream().distinct().toList());
        notes.addAll(writing.notes());
    }

    private static String words(List<Power> powers) {
        return String.join(", ", powers.stream().map(UserView::word).toList());
    }

    private static String words(UserName name, GroupRole group) {
        return "let " + name + " into schema " + group.schema() + ", "
                + group.reach().words();
    }

    private void member(UserName name, @Nullable Role user, Role role, String words, List<Step> steps) {
        boolean already = user != null && catalogue.inheritsDirectly(user, role);
        if (already) {
            return;
        }
        admin.needsToGrant(role);
        boolean sayInherit = user != null
                && catalogue.isDirectMember(user, role)
                && catalogue.server().makesCreatorsMembers();
        steps.add(new Step(
                "grant " + role.sql() + " to " + name.sql() + (sayInherit ? " with inherit true" : ""), words));
    }

    private void role(UserSpec spec, @Nullable Role user, List<Step> steps, List<String> notes) {
        if (user == null) {
            if (!catalogue.server().selfGrant().isEmpty()) {
                steps.add(new Step(
                        "set local createrole_self_grant to ''", "be granted nothing of the role that is made next"));
            }
            steps.add(new Step(
                    "create role " + spec.name().sql() + " login connection limit "
                            + Objects.requireNonNullElse(spec.connectionLimit(), CONNECTIONS)
                            + (spec.until() == null ? "" : validUntil(spec.until())),
                    "make the user " + spec.name() + ", without a password"));
            return;
        }
        String changes = "";
        if (!user.login()) {
            if (stamp.source() != null) {
                throw new AccessException.Denied("\"" + user.name() + "\" may not log in: somebody locked them out")
                        .evidence("user", user.name())
                        .hint("if they are to be let in again: user add");
            }
            notes.add("\"" + user.name() + "\" may not log in now, and may again then"
                    + (user.comment() == null ? "" : "; its comment: " + user.comment()));
            changes += " login";
        }
        if (spec.connectionLimit() != null && spec.connectionLimit() != user.connectionLimit()) {
            changes += " connection limit " + spec.connectionLimit();
        }
        Instant until = user.validUntil();
        if (spec.until() != null && !Objects.equals(finite(spec.until()), until)) {
            changes += validUntil(spec.until());
        } else if (spec.until() == null && until != null) {
            if (!until.isAfter(stamp.time())) {
                throw new AccessException.Denied("the time of \"" + user.name() + "\" was over at " + until)
                        .evidence("until", until)
                        .hint("say when it ends now: --until DATE, or --until never");
            }
            notes.add("access ends at " + until + ", as before");
        }
        if (!changes.isEmpty()) {
            steps.add(new Step("alter role " + user.sql() + changes, "change the user " + user.name()));
        }
    }

    private static String validUntil(Instant until) {
        Instant finite = finite(until);
        return " valid until " + Sql.literal(finite == null ? "infinity" : withoutSign(finite.toString()));
    }

    /** Years of more than four digits have one in ISO 8601, and none in PostgreSQL. */
    private static String withoutSign(String time) {
        return time.startsWith("+") ? time.substring(1) : time;
    }

    private static @Nullable Instant finite(Instant until) {
        return until.equals(UserSpec.NEVER) ? null : until;
    }

    /** A person's user, and not the administrator, a group, or somebody with the server in their hands. */
    private void isAPersons(Role user) {
        String why = null;
        if (user.name().equals(catalogue.admin().name())) {
            why = "it is the administrator that is at work";
        } else if (user.has(Power.SUPERUSER)) {
            why = "it is a superuser";
        } else if (catalogue.isGroup(user)) {
            why = "it is no person's, but a group or an owner: it may not log in";
        }
        if (why != null) {
            throw new AccessException.Denied("\"" + user.name() + "\" is not to be changed here: " + why)
                    .evidence("user", user.name());
        }
    }

    private void isAGroup(Role role) {
        String why = null;
        if (role.login()) {
            why = "it is a user, not a group";
        } else if (!role.powers().isEmpty()) {
            why = "it has powers over the server";
        } else if (catalogue.isIam(role)
                || catalogue.reached(role).stream()
                        .flatMap(oid -> catalogue.role(oid).stream())
                        .anyMatch(reached -> UserName.isRds(reached.name()))) {
            why = "it is a member of one of RDS's own roles";
        }
        if (why != null) {
            throw new AccessException.Denied("role \"" + role.name() + "\" is not a helpdesk's to give: " + why)
                    .evidence("role", role.name());
        }
    }

    private List<String> namesakes(UserName name) {
        return catalogue.roles().keySet().stream()
                .filter(other -> other.equalsIgnoreCase(name.value()) && !other.equals(name.value()))
                .map(other -> "there also is \"" + other + "\", which is another user: upper and lower case differ")
                .toList();
    }
}
