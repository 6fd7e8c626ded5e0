package io.dbvouch.sandbox.cluster;

/**
 * A database user that logs in with a password, by SCRAM-SHA-256.
 *
 * @param name the user
 * @param password its password, made anew for each cluster
 */
public record PasswordUser(String name, String password) {
    /** Names the user and never the password. */
    @Override
    public String toString() {
        return "PasswordUser[" + name + "]";
    }
}
