package io.dbvouch.tls;

import io.dbvouch.AccessException;
import org.jspecify.annotations.Nullable;

/**
 * How far a server is verified.
 *
 * @see <a href="https://www.postgresql.org/docs/18/libpq-ssl.html#LIBPQ-SSL-PROTECTION">libpq's SSL modes</a>
 */
public enum TlsMode {
    /** The certificate chains to a root that is trusted. */
    VERIFY_CA("verify-ca"),
    /** And it is for the host that is meant. */
    VERIFY_FULL("verify-full");

    private final String word;

    TlsMode(String word) {
        this.word = word;
    }

    /**
     * The mode that libpq's word means; null means {@link #VERIFY_CA}.
     *
     * @throws AccessException.TlsRefused for a weaker mode
     * @throws AccessException.BadConfiguration for a word that libpq does not know
     */
    public static TlsMode parse(@Nullable String word) {
        return switch (word) {
            case null -> VERIFY_CA;
            case "verify-ca" -> VERIFY_CA;
            case "verify-full" -> VERIFY_FULL;
            case "disable", "allow", "prefer", "require" ->
                throw new AccessException.TlsRefused(
                                "sslmode \"" + word + "\" is refused: the server would not be verified")
                        .evidence("sslmode", word)
                        .hint("use verify-ca, the default, or verify-full");
            default ->
                throw new AccessException.BadConfiguration("sslmode \"" + word + "\" is not known")
                        .hint("use verify-ca, the default, or verify-full");
        };
    }

    /** libpq's word. */
    @Override
    public String toString() {
        return word;
    }
}
