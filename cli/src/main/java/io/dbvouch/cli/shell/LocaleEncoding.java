package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessRequest;
import io.dbvouch.cli.process.Arguments;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The name {@code auto}, by which libpq takes the encoding of the locale (PostgreSQL, {@code PQsetClientEncoding}). */
public final class LocaleEncoding {
    private static final String AUTO = "auto";

    private LocaleEncoding() {}

    /** The encoding that a name means. */
    static String resolve(String name) {
        if (!name.equals(AUTO)) {
            return name;
        }
        Charset locale = Arguments.localeCharset();
        return locale.equals(StandardCharsets.US_ASCII) ? "SQL_ASCII" : locale.name();
    }

    /**
     * What {@code PGCLIENTENCODING} wants a session to begin with.
     *
     * @throws AccessException.BadConfiguration where it is one that is not spoken here
     */
    public static AccessRequest into(AccessRequest request, Map<String, String> environment) {
        String name = environment.getOrDefault("PGCLIENTENCODING", "");
        return name.isEmpty() ? request : request.withEncoding(resolve(name));
    }
}
