package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.ledger.Appended;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.token.AuthToken;
import io.dbvouch.token.AuthTokenIssuer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One session on its way. After each {@code session.requested} comes exactly one of {@code session.opened} and {@code
 * session.refused}, whatever goes wrong in between, as long as the ledger can be written and the process is not killed.
 */
public final class SessionOpening {
    private final Ledger ledger;
    private final InstantSource clock;
    private final Joiner joiner;
    private final LoginDiagnosis diagnosis;
    private final Joined joined;
    private final @Nullable AdminLogin admin;
    private final AtomicBoolean abandoned = new AtomicBoolean();
    private @Nullable Attempted current;
    private @Nullable AccessSession open;

    SessionOpening(
            Ledger ledger,
            InstantSource clock,
            Joiner joiner,
            LoginDiagnosis diagnosis,
            Joined joined,
            @Nullable AdminLogin admin) {
        this.ledger = ledger;
        this.clock = clock;
        this.joiner = joiner;
        this.diagnosis = diagnosis;
        this.joined = joined;
        this.admin = admin;
    }

    /** A request on record, and the login that follows it. */
    private record Attempted(Joined joined, LoginAttempt login, Appended requested) {}

    /**
     * Opens it. Where the cluster is not where it was remembered to be, or refuses, or is another one, it is looked up again, and a second
     * attempt made if it has moved.
     *
     * @throws AccessException in one of its kinds; it is on record
     */
    public AccessSession open() {
        try {
            return attempt(joined);
        } catch (AccessException.Unreachable | AccessException.Denied | AccessException.TlsRefused first) {
            Optional<Joined> moved = joiner.lookUpAgain(joined);
            if (moved.isEmpty()) {
                throw first;
            }
            return attempt(moved.get());
        }
    }

    /**
     * Gives up, from another thread: the program is told to end. What is on its way is on record as refused; if it comes
     * about all the same, it is closed. A session that is open by now ends, and is on record as terminated.
     */
    public void abandon() {
        abandoned.set(true);
        Attempted attempted;
        AccessSession session;
        synchronized (this) {
            attempted = take();
            session = open;
        }
        if (attempted != null) {
            refused(
                    attempted,
                    new AccessException.Interrupted("the program was told to end before the session was open"));
        }
        if (session != null) {
            session.close("terminated");
        }
        // The program may be at its end before the ledger is closed.
        ledger.seal();
    }

    private AccessSession attempt(Joined to) {
        Chain chain = to.chain();
        LoginAttempt login = admin != null
                ? new PasswordAttempt(chain, to.tls(), admin.password(), to.settings())
                : new LoginAttempt(
                        chain,
                        to.tls(),
                        () -> AuthTokenIssuer.issue(
                                chain.role().key(), chain.region(), chain.endpoint(), chain.user(), clock.instant()),
                        to.settings());
        Attempted attempted = put(to, login);
        try {
            return opened(attempted, DatabaseLogin.connect(chain, login, applicationName(attempted)));
        } catch (AccessException.LedgerRefused e) {
            throw e;
        } catch (AccessException e) {
            AuthToken token = login.token();
            AccessException failure =
                    e instanceof AccessException.Denied && token != null ? diagnosis.add(e, chain, token) : e;
            end(attempted, failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            end(
                    attempted,
                    new AccessException.Failed(
                            "a defect of dbvouch: " + e.getClass().getSimpleName(), e));
            throw e;
        }
    }

    private AccessSession opened(Attempted attempted, DatabaseLogin.LoggedIn login) {
        AuthToken token = attempted.login().token();
        if (token == null && admin == null) {
            throw new IllegalStateException("a login without a token was let through");
        }
        AccessEvent.SessionOpened opened = new AccessEvent.SessionOpened(
                attempted.joined().subject(),
                token,
                login.backend(),
                attempted.login().tls().evidence().orElseThrow());
        AccessSession session = new AccessSession(ledger, clock, opened, login, attempted.joined());
        try {
            onRecord(session, opened);
        } catch (RuntimeException e) {
            session.abandon();
            throw e;
        }
        return session;
    }

    /** Who gives up meanwhile finds the session on its way or open, and nothing in between. */
    private synchronized void onRecord(AccessSession session, AccessEvent.SessionOpened opened) {
        if (take() == null) {
            throw new AccessException.Interrupted("the program was told to end before the session was open");
        }
        ledger.append(AccessEventCodec.encode(opened));
        open = session;
        session.begin();
    }

    private synchronized Attempted put(Joined to, LoginAttempt login) {
        if (abandoned.get()) {
            throw new AccessException.Interrupted("the program was told to end before the session was open");
        }
        Appended requested = ledger.append(AccessEventCodec.encode(new AccessEvent.SessionRequested(to.subject())));
        Attempted attempted = new Attempted(to, login, requested);
        current = attempted;
        return attempted;
    }

    /** What is on its way; null if somebody else has ended it. Whoever gets it writes how it ended. */
    private synchronized @Nullable Attempted take() {
        Attempted taken = current;
        current = null;
        return taken;
    }

    private void end(Attempted attempted, AccessException failure) {
        if (take() != null) {
            refused(attempted, failure);
        }
    }

    private void refused(Attempted attempted, AccessException failure) {
        ledger.append(AccessEventCodec.encode(new AccessEvent.SessionRefused(
                attempted.joined().subject(),
                attempted.login().token(),
                attempted.login().tls().evidence().orElse(null),
                failure)));
    }

    private static String applicationName(Attempted attempted) {
        return AccessBroker.applicationName(attempted.joined().subject(), attempted.requested());
    }
}
