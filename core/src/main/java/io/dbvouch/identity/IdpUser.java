package io.dbvouch.identity;

/**
 * A person, as the identity provider knows them.
 *
 * @param issuer who vouches for the name: the start URL of the IAM Identity Center
 * @param userName the person's name there
 */
public record IdpUser(String issuer, String userName) {}
