package io.dbvouch.access;

import io.dbvouch.AccessException;
import java.util.Properties;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * The driver's {@code authenticationPluginClassName}: asks the {@link LoginAttempt} under way for the password. Public
 * because the driver makes it by name.
 */
public final class BrokeredPassword implements AuthenticationPlugin {
    /** Called by the driver. */
    public BrokeredPassword(Properties ignored) {}

    @Override
    public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
        try {
            // The driver wipes the array.
            return LoginAttempt.CURRENT.get().answer(type).reveal().toCharArray();
        } catch (AccessException e) {
            throw new PSQLException(e.getMessage(), PSQLState.INVALID_AUTHORIZATION_SPECIFICATION, e);
        }
    }
}
