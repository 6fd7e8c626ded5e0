package io.dbvouch;

import java.util.Objects;

/**
 * A value that must never be shown: a token, an access token, a secret key.
 *
 * <p>Its {@link #toString()} is fixed, so that string concatenation, logging, exceptions and records that hold a secret
 * cannot give it away. {@link #reveal()} is the one way out; each call site is a place to review.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps {@code value}. */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /** The secret itself, for the one place that has to send or store it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
