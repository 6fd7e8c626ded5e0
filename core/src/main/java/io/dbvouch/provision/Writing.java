package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.provision.Catalogue.Membership;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lets somebody write a schema who is to read it: dbvouch's own group for that, other roles, and what is theirs. Memberships
 * end; the rest is told, as only its owner can say what it is for.
 */
final class Writing {
    /** PostgreSQL's own role that writes everything. */
    private static final String EVERYWHERE = "pg_write_all_data";

    private final Catalogue catalogue;
    private final Administrator admin;
    private final Stamp stamp;
    private final UserSpec spec;
    private final @Nullable Role user;
    private final String name;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Writing(Catalogue catalogue, Administrator admin, Stamp stamp, UserSpec spec, @Nullable Role user) {
        this.catalogue = catalogue;
        this.admin = admin;
        this.stamp = stamp;
        this.spec = spec;
        this.user = user;
        this.name = spec.name().value();
    }

    /** What ends it. */
    List<Step> steps() {
        return steps;
    }

    /** What does not end, and why. */
    List<String> notes() {
        return notes;
    }

    /** Looks at the schema of a group that reads it. */
    void end(GroupRole group) {
        GroupRole wider = new GroupRole(Reach.READ_WRITE, group.database(), group.schema());
        Role own = catalogue.role(wider.name()).orElse(null);
        if (own != null && user != null && catalogue.isDirectMember(user, own)) {
            ownGroup(group, own);
        }
        Schema schema = catalogue.schema(group.schema()).orElse(null);
        if (schema == null) {
            return;
        }
        Set<Long> writers = writers(schema);
        for (Role by : groups(own)) {
            if (catalogue.reached(by).stream().anyMatch(writers::contains)) {
                byRole(schema, by);
            }
        }
        if (user != null && writers.contains(user.oid())) {
            tell(schema, "what they own there, or were granted themselves, stays theirs");
        }
        if (writers.contains(Catalogue.EVERYBODY)) {
            tell(schema, "everybody may write tables there");
        }
    }

    /** What they are members of directly, and may use, and what they are given. */
    private Set<Role> groups(@Nullable Role own) {
        Set<Role> groups = new LinkedHashSet<>();
        for (Membership each : user == null ? List.<Membership>of() : catalogue.of(user)) {
            if ((each.inherit() || each.set()) && (own == null || each.role() != own.oid())) {
                catalogue.role(each.role()).ifPresent(groups::add);
            }
        }
        spec.roles().forEach(role -> catalogue.role(role).ifPresent(groups::add));
        return groups;
    }

    private Set<Long> writers(Schema schema) {
        Set<Long> writers = new HashSet<>();
        for (Schema.Relation each : schema.relations()) {
            if (!each.sequence()) {
                writers.addAll(each.writers());
                catalogue.role(each.owner()).ifPresent(owner -> writers.add(owner.oid()));
            }
        }
        catalogue.role(EVERYWHERE).ifPresent(role -> writers.add(role.oid()));
        return writers;
    }

    private List<String> otherLists() {
        List<String> others = new ArrayList<>(user == null ? List.of() : Stamp.sources(user.comment()));
        others.remove(stamp.source());
        return stamp.source() == null ? List.of() : others;
    }

    private void ownGroup(GroupRole group, Role own) {
        List<String> others = otherLists();
        if (!others.isEmpty()) {
            notes.add("\"" + name + "\" writes schema " + group.schema() + " as before: also on the list "
                    + String.join(", ", others));
            return;
        }
        for (Membership each : memberships(own)) {
            if (!admin.mayRevoke(each, own)) {
                throw new AccessException.Denied("\"" + name + "\" writes schema " + group.schema() + ", and \""
                                + catalogue.admin().name() + "\" cannot end that: somebody else granted it")
                        .evidence("role", own.name());
            }
            steps.add(revocation(each, own, "let " + name + " write schema " + group.schema() + " no more"));
        }
    }

    /** A list, which is applied when nobody looks, ends nothing that dbvouch did not grant. */
    private void byRole(Schema schema, Role by) {
        String role = "role \"" + by.name() + "\"";
        if (spec.roles().contains(by.name())) {
            tell(schema, role + " lets them, which --grant gives");
        } else if (stamp.source() != null) {
            tell(schema, role + " lets them, of which they are a member; user add --read-only ends that");
        } else if (by.login()
                || !by.powers().isEmpty()
                || UserName.isRds(by.name())
                || by.name().startsWith("pg_")) {
            tell(schema, role + " lets them, which is no group that a helpdesk takes away");
        } else if (!memberships(by).stream().allMatch(each -> admin.mayRevoke(each, by))) {
            tell(schema, role + " lets them, which \"" + catalogue.admin().name() + "\" cannot take away");
        } else {
            memberships(by)
                    .forEach(each -> steps.add(revocation(
                            each,
                            by,
                            "take away what role " + by.name() + " may, here and elsewhere: it lets " + name
                                    + " write schema " + schema.name())));
        }
    }

    private void tell(Schema schema, String why) {
        notes.add("\"" + name + "\" writes in schema " + schema.name() + ": " + why);
    }

    private List<Membership> memberships(Role of) {
        return (user == null ? List.<Membership>of() : catalogue.of(user))
                .stream().filter(each -> each.role() == of.oid()).toList();
    }

    private Step revocation(Membership membership, Role group, String words) {
        return new Step(admin.revocation(membership, group, spec.name().sql()), words);
    }
}
