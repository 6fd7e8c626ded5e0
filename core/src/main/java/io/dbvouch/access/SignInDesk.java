package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.identity.SignIn;
import io.dbvouch.identity.SignInFlow;
import io.dbvouch.identity.SignInPrompt;
import io.dbvouch.identity.SsoLogin;
import io.dbvouch.identity.SsoLogout;
import io.dbvouch.identity.SsoSession;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.role.RoleSessions;
import java.util.Locale;

/** Signs people in and out, on record. */
public final class SignInDesk {
    private final Ledger ledger;
    private final Client client;
    private final SsoLogin login;
    private final SsoLogout logout;
    private final RoleSessions roles;

    SignInDesk(Ledger ledger, Client client, SsoLogin login, SsoLogout logout, RoleSessions roles) {
        this.ledger = ledger;
        this.client = client;
        this.login = login;
        this.logout = logout;
        this.roles = roles;
    }

    /**
     * Signs in; role sessions of the sign-in before are dropped, as they may be somebody else's.
     *
     * @throws AccessException as {@link SsoLogin#signIn}; it is on record as {@code login.failed}
     */
    public SignIn signIn(SsoSession session, SignInFlow flow, SignInPrompt prompt) {
        AccessEvent.SignInPlace place = new AccessEvent.SignInPlace(
                session.startUrl(),
                session.name(),
                flow.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        try {
            SignIn signIn = login.signIn(session, flow, prompt);
            roles.forget(session);
            ledger.append(AccessEventCodec.encode(new AccessEvent.LoginSucceeded(place, signIn.expiresAt(), client)));
            return signIn;
        } catch (AccessException.LedgerRefused e) {
            throw e;
        } catch (AccessException e) {
            ledger.append(AccessEventCodec.encode(new AccessEvent.LoginFailed(place, e, client)));
            throw e;
        }
    }

    /**
     * Signs out, and then drops the role sessions: whoever gets one meanwhile finds the sign-in gone and drops it, or has it
     * here by now.
     */
    public SsoLogout.Outcome signOut(SsoSession session) {
        try {
            return logout.signOut(session);
        } finally {
            roles.forget(session);
        }
    }
}
