package io.dbvouch.token;

import io.dbvouch.Secret;
import io.dbvouch.target.Endpoint;
import java.time.Instant;

/**
 * A token and what can be told of it.
 *
 * @param value the token: the password
 * @param accessKeyId the access key it is signed with
 * @param endpoint what it is signed for
 * @param user the database user it is for
 * @param issuedAt when it was signed, whole seconds
 * @param expiresAt when a login with it is refused; a session that is open then goes on
 */
public record AuthToken(
        Secret value, String accessKeyId, Endpoint endpoint, String user, Instant issuedAt, Instant expiresAt) {}
