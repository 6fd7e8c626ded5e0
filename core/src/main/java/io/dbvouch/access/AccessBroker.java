package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.aws.AwsFailures;
import io.dbvouch.ledger.Appended;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.ledger.Ulid;
import io.dbvouch.ledger.WitnessedState;
import io.dbvouch.role.AwsProfiles;
import io.dbvouch.role.Profile;
import io.dbvouch.role.RoleSession;
import io.dbvouch.role.RoleSessions;
import io.dbvouch.token.AuthToken;
import io.dbvouch.token.AuthTokenIssuer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a request into a token, an open session or a hand-over to another program, each on record before it happens. */
public final class AccessBroker {
    /** Evidence of a refusal: AWS takes the role's credentials no more, and gives others when it is asked again. */
    public static final String FORGOTTEN_CREDENTIALS = "forgotten_credentials_of";

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
        Joined joined = joinUnseen(request, null);
        AccessEvent.TokenIssued issued = issued(joined);
        append(issued);
        return make(joined, issued);
    }

    /**
     * An open session.
     *
     * @throws AccessException in one of its kinds; from the moment the person is known it is on record
     */
    public AccessSession open(AccessRequest request) {
        return opening(request).open();
    }

    /**
     * A session that is about to be opened, and can be given up meanwhile.
     *
     * @throws AccessException where the links do not join; from the moment the person is known it is on record
     */
    public SessionOpening opening(AccessRequest request) {
        return opening(request, null);
    }

    /**
     * The same as an administrator's user with a password, if one is named: the person behind it is on record.
     *
     * @throws AccessException as {@link #opening(AccessRequest)}
     */
    public SessionOpening opening(AccessRequest request, @Nullable AdminLogin admin) {
        Joined joined = join(request, Ulid.create(clock).toString(), admin == null ? null : admin.user());
        return new SessionOpening(ledger, clock, joiner, new LoginDiagnosis(roles, clock), joined, admin);
    }

    /**
     * The session that takes the place of one whose connection was lost: signed in still, by a new token, at the address that the
     * cluster has now.
     *
     * @throws AccessException where the links do not join; {@link AccessException.SignInNeeded} where the sign-in has ended
     */
    public SessionOpening continuing(AccessRequest request, AccessSession lost) {
        forget(request);
        return opening(request.continuing(lost.id()));
    }

    /**
     * The session that somebody goes on with after another one, in another database or in the same.
     *
     * @throws AccessException where the links do not join
     */
    public SessionOpening following(AccessRequest request, AccessSession before) {
        return opening(request.continuing(before.id()));
    }

    /** Drops what is remembered of the cluster's address. */
    private void forget(AccessRequest request) {
        Profile profile = profiles.profile(request.target().aws().profile());
        joiner.forget(request.target(), profile, roleSession(profile));
    }

    /**
     * A socket on which other programs get sessions like this one.
     *
     * @param environment says where it may lie: {@code XDG_RUNTIME_DIR}, {@code TMPDIR}
     * @throws AccessException where the links do not join; from the moment the person is known it is on record
     */
    public SocketGate gate(AccessRequest request, Map<String, String> environment) {
        Joined joined = join(request, null);
        try {
            Handover.refuseConnectionString(joined.chain().database());
            return SocketGate.open(this, request, joined.chain(), environment);
        } catch (AccessException e) {
            throw refused(joined.subject(), e);
        }
    }

    /**
     * A hand-over: what another program needs to log in by itself.
     *
     * @throws AccessException in one of its kinds; from the moment the person is known it is on record
     */
    public Handover handOver(AccessRequest request) {
        Joined joined = joinUnseen(request, Ulid.create(clock).toString());
        Path roots = roots(joined);
        AccessEvent.TokenIssued issued = issued(joined);
        // In one go: what is requested is issued in any case.
        List<Appended> appended = ledger.append(List.of(
                AccessEventCodec.encode(new AccessEvent.SessionRequested(joined.subject())),
                AccessEventCodec.encode(issued)));
        return new Handover(
                ledger,
                clock,
                joined,
                make(joined, issued),
                applicationName(joined.subject(), appended.getLast()),
                roots);
    }

    /**
     * What any program needs to log in by itself, for a person to put where they like: on record as {@code token.issued}, as
     * nobody knows what will come of it.
     *
     * @throws AccessException in one of its kinds; from the moment the person is known it is on record
     */
    public Handover.Variables variables(AccessRequest request) {
        Joined joined = joinUnseen(request, null);
        Path roots = roots(joined);
        AccessEvent.TokenIssued issued = issued(joined);
        append(issued);
        return new Handover(ledger, clock, joined, make(joined, issued), null, roots).all();
    }

    /** Before anything is issued: it may fail. */
    private Path roots(Joined joined) {
        try {
            Handover.refuseConnectionString(joined.chain().database());
            return joined.tls().bundle().asFile(cache.resolve("ca"));
        } catch (AccessException e) {
            throw refused(joined.subject(), e);
        }
    }

    /** Whether the cluster is still where it was, nobody will tell: it is asked about sooner. */
    private Joined joinUnseen(AccessRequest request, @Nullable String session) {
        Profile profile = profiles.profile(request.target().aws().profile());
        RoleSession role = roleSession(profile);
        joiner.forgetUnseen(request.target(), profile, role);
        return join(request, session, null, profile, role);
    }

    /** The role session of a profile; on record where AWS hands out a new one. */
    public RoleSession roleSession(Profile profile) {
        return roles.obtain(profile, fresh -> append(new AccessEvent.RoleAssumed(Person.of(fresh), fresh, client)))
                .session();
    }

    /** The same, but one that AWS takes now. */
    RoleSession confirmedRoleSession(Profile profile) {
        RoleSession role = roleSession(profile);
        try {
            roles.check(role, profile);
            return role;
        } catch (AccessException e) {
            if (!isForgotten(profile, role, e)) {
                throw e;
            }
            return roleSession(profile);
        }
    }

    /** Whether AWS takes a role session no more, which is forgotten then, and another one can be had. */
    private boolean isForgotten(Profile profile, RoleSession role, AccessException failure) {
        return AwsFailures.areCredentialsRefused(failure) && roles.forget(profile, role);
    }

    private AccessEvent.TokenIssued issued(Joined joined) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new AccessEvent.TokenIssued(joined.subject(), now, now.plus(AuthTokenIssuer.LIFETIME));
    }

    private static AuthToken make(Joined joined, AccessEvent.TokenIssued issued) {
        Chain chain = joined.chain();
        return AuthTokenIssuer.issue(
                chain.role().key(), chain.region(), chain.endpoint(), chain.user(), issued.issuedAt());
    }

    private void append(AccessEvent event) {
        ledger.append(AccessEventCodec.encode(event));
    }

    /** With it the server's own logs hold a copy of the ledger's state. */
    static String applicationName(AccessEvent.Subject subject, Appended appended) {
        Ulid session = Ulid.parse(Objects.requireNonNull(subject.session()));
        return WitnessedState.of(session, appended.checkpoint()).format();
    }

    /** Joins, with role session and refusal on record. */
    private Joined join(AccessRequest request, @Nullable String session) {
        return join(request, session, null);
    }

    private Joined join(AccessRequest request, @Nullable String session, @Nullable String admin) {
        Profile profile = profiles.profile(request.target().aws().profile());
        return join(request, session, admin, profile, roleSession(profile));
    }

    private Joined join(
            AccessRequest request,
            @Nullable String session,
            @Nullable String admin,
            Profile profile,
            RoleSession role) {
        try {
            return joinRenewing(request, session, admin, profile, role);
        } catch (Joiner.NotJoined e) {
            throw refused(e.subject(), e.failure());
        }
    }

    /**
     * Joins; where AWS takes a remembered role session no more, with a new one: what is on disk goes by this machine's clock,
     * and knows of nobody who ends sessions before their time.
     */
    Joined joinRenewing(
            AccessRequest request, @Nullable String session, @Nullable String admin, Profile profile, RoleSession role)
            throws Joiner.NotJoined {
        try {
            return joiner.join(request, session, profile, role, admin);
        } catch (Joiner.NotJoined e) {
            if (!isForgotten(profile, role, e.failure())) {
                throw e;
            }
            return joiner.join(request, session, profile, roleSession(profile), admin);
        }
    }

    /** Puts a refusal on record, and gives it back to be thrown; where the record fails, that is what is thrown. */
    private AccessException refused(AccessEvent.Subject subject, AccessException failure) {
        append(new AccessEvent.SessionRefused(subject, null, null, failure));
        return failure;
    }
}
