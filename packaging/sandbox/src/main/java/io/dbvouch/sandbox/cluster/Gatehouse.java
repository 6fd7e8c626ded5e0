package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.pki.CertificateKind;
import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * What all connections share.
 *
 * @param backend the way to PostgreSQL
 * @param console the sandbox's own session there
 * @param check who judges tokens
 * @param contexts what a client is shown in a TLS handshake
 * @param conditions what is wrong at the moment
 */
record Gatehouse(
        Backend backend,
        SqlConsole console,
        TokenCheck check,
        Map<CertificateKind, SSLContext> contexts,
        CurrentConditions conditions) {

    /**
     * Whether a user logs in with a token: whoever is a member of {@code rds_iam}, also indirectly, and whatever the
     * options of the membership are.
     */
    boolean takesTokens(String user) throws IOException {
        String sql = "select 1 from pg_catalog.pg_roles where rolname = " + Sql.literal(user)
                + " and not rolsuper and pg_catalog.pg_has_role(oid, 'rds_iam', 'member')";
        return !console.run(sql).isEmpty();
    }
}
