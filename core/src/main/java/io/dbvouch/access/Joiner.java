package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.role.Profile;
import io.dbvouch.role.RoleSession;
import io.dbvouch.target.Target;
import io.dbvouch.tls.RegionBundles;
import io.dbvouch.tls.TlsMode;
import io.dbvouch.tls.TlsPolicy;
import io.dbvouch.tls.TrustBundle;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins the links of one request: role session, database user, endpoint, and how the server is to prove itself. */
final class Joiner {
    private final Client client;
    private final ChainResolver resolver;

    Joiner(Client client, ChainResolver resolver) {
        this.client = client;
        this.resolver = resolver;
    }

    /** The links do not join; with what was known by then, for the ledger. */
    static final class NotJoined extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient AccessEvent.Subject subject;
        private final AccessException failure;

        NotJoined(AccessEvent.Subject subject, AccessException failure) {
            super(failure);
            this.subject = subject;
            this.failure = failure;
        }

        AccessEvent.Subject subject() {
            return subject;
        }

        AccessException failure() {
            return failure;
        }
    }

    /**
     * Joins.
     *
     * @param session the session's id; null for a token that is only handed out
     * @param admin the administrator's user that logs in with a password; null for the person's own
     * @throws NotJoined where a link is missing
     */
    Joined join(
            AccessRequest request, @Nullable String session, Profile profile, RoleSession role, @Nullable String admin)
            throws NotJoined {
        Target target = request.target();
        AccessEvent.Subject subject = new AccessEvent.Subject(
                session, Person.of(role), role, configured(target), client, request.reason(), request.origin());
        try {
            if (target.rules().reasonRequired()
                    && (request.reason() == null || request.reason().isBlank())) {
                throw new AccessException.Denied("target \"" + target.name() + "\" asks for a reason")
                        .hint("add --reason \"why you need it\"");
            }
            String user = admin != null ? ChainResolver.checkedUser(admin) : ChainResolver.user(role, target);
            subject = subject.with(subject.database().withUser(user));
            // Before RDS is asked: what is wrong on the command line is told at once.
            TlsMode.parse(target.tls().sslmode());
            Chain chain = resolver.resolve(subject.person(), role, profile, target, user);
            subject = subject.with(chain.asked());
            return new Joined(profile, subject, chain, tls(chain), request.settings());
        } catch (AccessException e) {
            throw new NotJoined(subject, e);
        }
    }

    private static AccessEvent.Database configured(Target target) {
        return new AccessEvent.Database(
                target.name(),
                target.place() instanceof Target.Place.Host host ? host.endpoint() : null,
                target.dbname(),
                target.rules().dbUser(),
                target.rules().sharedUser());
    }

    /** Drops what has been remembered for too long of where a target is, for who does not connect to it. */
    void forgetUnseen(Target target, Profile profile, RoleSession role) {
        resolver.forgetUnseen(target, profile, role);
    }

    /** Drops what is remembered of where a target is. */
    void forget(Target target, Profile profile, RoleSession role) {
        resolver.forget(target, profile, role);
    }

    /** The same with the cluster looked up anew; empty where that leads to the same place, or nowhere. */
    Optional<Joined> lookUpAgain(Joined joined) {
        Chain chain = joined.chain();
        try {
            if (!resolver.forget(chain.target(), joined.profile(), chain.role())) {
                return Optional.empty();
            }
            Chain again =
                    resolver.resolve(chain.person(), chain.role(), joined.profile(), chain.target(), chain.user());
            return again.endpoint().equals(chain.endpoint())
                    ? Optional.empty()
                    : Optional.of(new Joined(
                            joined.profile(),
                            joined.subject().with(again.asked()),
                            again,
                            tls(again),
                            joined.settings()));
        } catch (AccessException _) {
            // What failed first is what to tell.
            return Optional.empty();
        }
    }

    /** Roots are those that the target names, else the region's. */
    private static TlsPolicy tls(Chain chain) {
        Target.Tls wanted = chain.target().tls();
        TrustBundle roots = wanted.sslrootcert() != null
                ? TrustBundle.read(wanted.sslrootcert())
                : RegionBundles.of(chain.region());
        return new TlsPolicy(
                TlsMode.parse(wanted.sslmode()), roots, chain.endpoint().host());
    }
}
