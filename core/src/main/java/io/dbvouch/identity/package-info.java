/**
 * The first link of the chain: a person signs in at AWS IAM Identity Center.
 *
 * <p>{@link io.dbvouch.identity.SsoTokens} gives the access token of a sign-in that is there, refreshing it if need be, and
 * asks nobody anything. {@link io.dbvouch.identity.SsoLogin} makes a new sign-in, with a person: with a browser on this
 * machine (authorization code with PKCE, RFC 7636 and RFC 8252) or on any (device code, RFC 8628). {@link
 * io.dbvouch.identity.SsoLogout} ends it.
 *
 * <p>{@link io.dbvouch.identity.SsoTokenCache} is the AWS CLI's own, so that a sign-in made by either serves both.
 * Processes that start at once with an expired token refresh it once, or ask the person once, under locks of dbvouch's own.
 *
 * <p>Nothing here prints: what the person has to see goes through {@link io.dbvouch.identity.SignInPrompt}.
 */
@NullMarked
package io.dbvouch.identity;

import org.jspecify.annotations.NullMarked;
