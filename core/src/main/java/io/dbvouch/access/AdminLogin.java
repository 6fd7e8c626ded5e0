package io.dbvouch.access;

import io.dbvouch.Secret;

/**
 * An administrator's user that is no person's, such as the cluster's master user: whoever uses it is on record as the person
 * that they are.
 *
 * @param user the database user
 * @param password its password
 */
public record AdminLogin(String user, Secret password) {}
