package io.dbvouch.identity;

import io.dbvouch.Secret;
import java.time.Instant;

/**
 * A sign-in that holds.
 *
 * @param session where
 * @param accessToken what the IAM Identity Center portal takes for it
 * @param expiresAt when the access token ends; the sign-in may go on after that with a refreshed one
 */
public record SignIn(SsoSession session, Secret accessToken, Instant expiresAt) {}
