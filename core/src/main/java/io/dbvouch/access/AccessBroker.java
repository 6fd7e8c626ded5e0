package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.ledger.Appended;
import io.dbvouch.ledger.Draft;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.ledger.Ulid;
import io.dbvouch.role.AwsProfiles;
import io.dbvouch.role.Profile;
import io.dbvouch.role.RoleSession;
import io.dbvouch.role.RoleSessions;
import io.dbvouch.tls.PeerEvidence;
import io.dbvouch.token.AuthToken;
import io.dbvouch.token.AuthTokenIssuer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a request into a token, an open session or a hand-over to another program, each on record before it happens. */
public final class AccessBroker {
    private final Ledger ledger;
    private final InstantSource clock;
    private final Client client;
    private final AwsProfiles profiles;
    private final RoleSessions roles;
    private final Joiner joiner;
    private final Path cache;

    AccessBroker(
            Ledger ledger,
            InstantSource clock,
            Client client,
            AwsProfiles profiles,
            RoleSessions roles,
            Joiner joiner,
            Path cache) {
        this.ledger = ledger;
        this.clock = clock;
        this.client = client;
        this.profiles = profiles;
        this.roles = roles;
        this.joiner = joiner;
        this.cache = cache;
    }

    /**
     * A token, on record as {@code token.issued} before it is made.
     *
     * @throws AccessException in one of its kinds
     */
    public AuthToken token(AccessRequest request) {
        Joined joined = join(request, null);
        return issue(joined, List.of());
    }

    /**
     * An open session.
     *
     * @throws AccessException in one of its kinds; from the moment the person is known it is on record
     */
    public AccessSession open(AccessRequest request) {
        String session = Ulid.create(clock).toString();
        Joined joined = join(request, session);
        Appended requested = append(new AccessEvent.SessionRequested(joined.subject()));
        Outcome first = logIn(joined, requested);
        if (first instanceof Outcome.Refused refused && mayHaveMoved(refused.failure())) {
            Optional<Joined> again = joiner.lookUpAgain(joined);
            if (again.isPresent()) {
                return finish(again.get(), logIn(again.get(), requested));
            }
        }
        return finish(joined, first);
    }

    /**
     * A hand-over: what another program needs to log in by itself.
     *
     * @throws AccessException in one of its kinds; from the moment the person is known it is on record
     */
    public Handover handOver(AccessRequest request) {
        String session = Ulid.create(clock).toString();
        Joined joined = join(request, session);
        AccessEvent.SessionRequested requested = new AccessEvent.SessionRequested(joined.subject());
        Appended[] recorded = new Appended[1];
        AuthToken token = issue(joined, List.of(AccessEventCodec.encode(requested)), recorded);
        return new Handover(ledger, clock, joined, token, applicationName(session, recorded[0]), cache);
    }

    /** The role session of a profile; on record where AWS hands out a new one. */
    public RoleSession roleSession(Profile profile) {
        RoleSessions.Obtained obtained = roles.obtain(profile);
        if (obtained.fresh()) {
            append(new AccessEvent.RoleAssumed(Person.of(obtained.session()), obtained.session(), client));
        }
        return obtained.session();
    }

    private AuthToken issue(Joined joined, List<Draft> before) {
        return issue(joined, before, new Appended[1]);
    }

    /** Writes {@code token.issued}, with what belongs before it, in one go; then makes the token. */
    private AuthToken issue(Joined joined, List<Draft> before, Appended[] last) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Draft> drafts = new ArrayList<>(before);
        drafts.add(AccessEventCodec.encode(
                new AccessEvent.TokenIssued(joined.subject(), now, now.plus(AuthTokenIssuer.LIFETIME))));
        last[0] = ledger.append(drafts).getLast();
        Chain chain = joined.chain();
        return AuthTokenIssuer.issue(chain.role().key(), chain.region(), chain.endpoint(), chain.user(), now);
    }

    private Appended append(AccessEvent event) {
        return ledger.append(AccessEventCodec.encode(event));
    }

    /**
     * {@code dbvouch <session id> <tree size> <first 12 hex digits of the root>}: at most 63 bytes, which is what PostgreSQL
     * keeps. With it the server's own logs hold a copy of the ledger's state.
     */
    private static String applicationName(String session, Appended appended) {
        return "dbvouch " + session + " " + appended.checkpoint().size() + " "
                + appended.checkpoint().shortRoot();
    }

    /** Joins, with role session and refusal on record. */
    private Joined join(AccessRequest request, @Nullable String session) {
        Profile profile = profiles.profile(request.target().aws().profile());
        RoleSession role = roleSession(profile);
        try {
            return joiner.join(request, session, profile, role);
        } catch (Joiner.NotJoined e) {
            throw recorded(e.subject(), null, null, e.failure());
        }
    }

    /** The cluster may have been made anew since RDS was asked last. */
    private static boolean mayHaveMoved(AccessException failure) {
        return failure instanceof AccessException.Unreachable || failure instanceof AccessException.Denied;
    }

    private sealed interface Outcome {
        record Open(DatabaseLogin.LoggedIn login, AuthToken token, PeerEvidence tls) implements Outcome {}

        record Refused(
                AccessException failure,
                @Nullable AuthToken token,
                @Nullable PeerEvidence tls) implements Outcome {}
    }

    private Outcome logIn(Joined joined, Appended requested) {
        Chain chain = joined.chain();
        LoginAttempt attempt = new LoginAttempt(
                chain,
                joined.tls(),
                () -> AuthTokenIssuer.issue(
                        chain.role().key(), chain.region(), chain.endpoint(), chain.user(), clock.instant()));
        try {
            DatabaseLogin.LoggedIn login = DatabaseLogin.connect(
                    chain,
                    attempt,
                    applicationName(String.valueOf(joined.subject().session()), requested));
            AuthToken token = attempt.token();
            if (token == null) {
                throw new IllegalStateException("a login without a token was let through");
            }
            return new Outcome.Open(login, token, attempt.tls().evidence().orElseThrow());
        } catch (AccessException e) {
            return new Outcome.Refused(
                    e, attempt.token(), attempt.tls().evidence().orElse(null));
        }
    }

    private AccessSession finish(Joined joined, Outcome outcome) {
        switch (outcome) {
            case Outcome.Refused refused -> {
                AccessException failure = refused.failure();
                if (failure instanceof AccessException.Denied && refused.token() != null) {
                    failure = new LoginDiagnosis(roles, clock).add(failure, joined.chain(), refused.token());
                }
                throw recorded(joined.subject(), refused.token(), refused.tls(), failure);
            }
            case Outcome.Open open -> {
                AccessEvent.SessionOpened opened = new AccessEvent.SessionOpened(
                        joined.subject(), open.token(), open.login().backend(), open.tls());
                AccessSession session = new AccessSession(
                        ledger,
                        clock,
                        opened,
                        open.login().connection(),
                        joined.chain().endpoint());
                try {
                    append(opened);
                } catch (AccessException e) {
                    session.abandon();
                    throw e;
                }
                return session;
            }
        }
    }

    /** Puts a refusal on record, and gives it back to be thrown; where the record fails, that is what is thrown. */
    private AccessException recorded(
            AccessEvent.Subject subject,
            @Nullable AuthToken token,
            @Nullable PeerEvidence tls,
            AccessException failure) {
        if (!(failure instanceof AccessException.LedgerRefused)) {
            append(new AccessEvent.SessionRefused(subject, token, tls, failure));
        }
        return failure;
    }
}
