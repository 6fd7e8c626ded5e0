package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.identity.SignIn;
import io.dbvouch.identity.SsoTokens;
import io.dbvouch.role.Profile;
import io.dbvouch.role.RoleSession;
import io.dbvouch.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the chain link by link, as far as it holds. Nothing is opened and no token is made. */
public final class ChainInspection {
    private final Profile profile;
    private final @Nullable Target target;
    private final AccessBroker broker;
    private final SsoTokens tokens;
    private final List<Link> links = new ArrayList<>();

    ChainInspection(Profile profile, @Nullable Target target, AccessBroker broker, SsoTokens tokens) {
        this.profile = profile;
        this.target = target;
        this.broker = broker;
        this.tokens = tokens;
    }

    /** A link of the chain. */
    public sealed interface Link {
        /** Which one, in a word. */
        String name();

        /**
         * It holds.
         *
         * @param value what it is
         * @param detail what else there is to know
         * @param until when it ends; null where it does not
         */
        record Holds(
                String name,
                String value,
                @Nullable String detail,
                @Nullable Instant until) implements Link {}

        /** It is missing, and so is all after it. */
        record Missing(String name, AccessException why) implements Link {}
    }

    /** Looks. The last link is a missing one, or all hold. */
    List<Link> run() {
        try {
            signIn();
        } catch (AccessException e) {
            return missing("sign-in", e);
        }
        RoleSession role;
        try {
            role = broker.roleSession(profile);
        } catch (AccessException e) {
            return missing("person", e);
        }
        person(role);
        if (target != null) {
            Joined joined;
            try {
                joined = broker.joinRenewing(new AccessRequest(target, "whoami"), null, null, profile, role);
            } catch (Joiner.NotJoined e) {
                return missing("database", e.failure());
            }
            database(joined);
        }
        return List.copyOf(links);
    }

    private void signIn() {
        if (profile instanceof Profile.PermissionSet set) {
            Optional<SignIn> stored = tokens.stored(set.role().sso());
            links.add(new Link.Holds(
                    "sign-in",
                    stored.isPresent() ? set.role().sso().startUrl() : "none",
                    set.role().sso().label(),
                    stored.map(SignIn::expiresAt).orElse(null)));
        } else {
            links.add(new Link.Holds("sign-in", "none", profile.described() + ": no IdP user is behind it", null));
        }
    }

    private void person(RoleSession role) {
        Person person = Person.of(role);
        links.add(new Link.Holds(
                "person", person.name(), person instanceof Person.Machine ? "a machine" : "says STS", null));
        links.add(new Link.Holds(
                "role",
                role.permissionSet() == null
                        ? role.caller().roleName().orElse("none")
                        : role.permissionSet().roleName(),
                role.caller().arn(),
                role.expiresAt()));
    }

    private void database(Joined joined) {
        Chain chain = joined.chain();
        links.add(new Link.Holds(
                "endpoint", chain.endpoint().toString(), chain.target().name() + " in " + chain.region(), null));
        links.add(new Link.Holds(
                "database",
                chain.database(),
                "as \"" + chain.user() + "\"" + (chain.sharedUser() ? ", a shared user" : ""),
                null));
        links.add(new Link.Holds(
                "tls",
                joined.tls().mode().toString(),
                "roots of " + joined.tls().bundle().name(),
                null));
    }

    private List<Link> missing(String name, AccessException why) {
        links.add(new Link.Missing(name, why));
        return List.copyOf(links);
    }
}
