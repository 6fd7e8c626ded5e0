package io.dbvouch.sandbox.cluster;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of PostgreSQL, and what is said to it in another way than to others.
 *
 * @param number as {@code server_version} begins, such as {@code 15.18}
 * @param major the part before the dot
 */
record PostgresVersion(String number, int major) {
    /** The first one with the role {@code pg_checkpoint}, which {@code rds_superuser} passes on. */
    private static final int OLDEST = 15;

    private static final int BUILTIN_LOCALES = 17;
    private static final int ASPECTS_OF_CONNECTIONS = 18;

    /** What every program of PostgreSQL prints when asked for it; a packager's name may follow. */
    private static final Pattern PRINTED = Pattern.compile("\\w+ \\(PostgreSQL\\) ((\\d{1,3})\\S*).*", Pattern.DOTALL);

    /**
     * Reads what {@code --version} printed.
     *
     * @throws IOException when it is none of PostgreSQL's, or a version that is too old
     */
    static PostgresVersion parse(String printed) throws IOException {
        Matcher matcher = PRINTED.matcher(printed);
        if (!matcher.matches()) {
            throw new IOException("this is no version of PostgreSQL: " + printed.strip());
        }
        PostgresVersion version = new PostgresVersion(matcher.group(1), Integer.parseInt(matcher.group(2)));
        if (version.major < OLDEST) {
            throw new IOException(
                    "PostgreSQL " + version.number + " is too old: the sandbox runs version " + OLDEST + " and newer");
        }
        return version;
    }

    /** Options of initdb: collation by code point, and all of Unicode's letters. */
    List<String> locale() {
        return major < BUILTIN_LOCALES
                ? List.of("--locale=C.UTF-8")
                : List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
    }

    /** The value of {@code log_connections} that logs the most. */
    String logConnections() {
        return major < ASPECTS_OF_CONNECTIONS ? "on" : "all";
    }
}
