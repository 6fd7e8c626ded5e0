package io.dbvouch.role;

import io.dbvouch.identity.SsoSession;

/**
 * A permission set in an account, reached through an Identity Center sign-in.
 *
 * @param sso the sign-in
 * @param account twelve digits
 * @param roleName the permission set's name, as the SSO portal lists it
 */
public record PermissionSetRole(SsoSession sso, String account, String roleName) {}
