package io.dbvouch.cli.shell.session;

import org.jspecify.annotations.Nullable;

/**
 * Whom a session is with.
 *
 * @param database that the session is in
 * @param user of the database
 * @param host that was meant
 * @param port of it, 1 to 65535
 * @param hostaddr that is connected to, in numbers; null where nobody knows
 * @param protocol of TLS, as libpq names it: {@code TLSv1.3}
 * @param cipher as libpq names it
 * @param pid of the server's process that serves it
 */
public record Connected(
        String database,
        String user,
        String host,
        int port,
        @Nullable String hostaddr,
        String protocol,
        String cipher,
        int pid) {}
