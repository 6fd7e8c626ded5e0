package io.dbvouch.role;

import io.dbvouch.Secret;
import org.jspecify.annotations.Nullable;

/** A profile of AWS's configuration files, read for where its credentials come from. */
public sealed interface Profile {
    /** The profile's name; null for the environment's credentials. */
    @Nullable
    String name();

    /** The profile's region. */
    @Nullable
    String region();

    /** How to name it to a person. */
    default String described() {
        return name() == null ? "the environment's AWS credentials" : "profile \"" + name() + "\"";
    }

    /** A person's: an Identity Center sign-in and a permission set. */
    record PermissionSet(@Nullable String name, @Nullable String region, PermissionSetRole role) implements Profile {}

    /** A machine's: a key that lies in the profile or the environment. */
    record StaticKey(@Nullable String name, @Nullable String region, AccessKey key) implements Profile {}

    /**
     * A machine's: whatever else the AWS SDK finds credentials by (a role to assume, a process, the instance).
     *
     * @param settings all that a session depends on as one text, by which a cached one is known again; null where that cannot
     *     be told, and nothing is cached
     */
    record Provided(
            @Nullable String name,
            @Nullable String region,
            @Nullable Secret settings) implements Profile {}
}
