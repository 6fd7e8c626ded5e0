package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.pki.CertificateKind;
import java.io.IOException;
import java.time.Duration;

/**
 * What can go wrong with the cluster, on request. What is set holds for connections that start later; sessions that are
 * open go on.
 */
public final class ClusterFaults {
    private final CurrentConditions conditions;
    private final Entrance entrance;
    private final InnerPostgres postgres;

    ClusterFaults(CurrentConditions conditions, Entrance entrance, InnerPostgres postgres) {
        this.conditions = conditions;
        this.entrance = entrance;
        this.postgres = postgres;
    }

    /** Shows another server certificate. */
    public void certificate(CertificateKind kind) throws IOException {
        postgres.show(kind);
        conditions.change(now -> now.with(kind));
    }

    /**
     * Answers differently to clients that want TLS.
     *
     * @throws IllegalStateException for {@link Transport#TLS_1_1_ONLY} when {@link LegacyTls#permit()} was not called in
     *     time
     */
    public void transport(Transport transport) {
        if (transport == Transport.TLS_1_1_ONLY && !LegacyTls.available()) {
            throw new IllegalStateException("TLS 1.1 is off in this JVM: LegacyTls.permit() must come before any TLS");
        }
        conditions.change(now -> now.with(transport));
    }

    /** Makes each login wait between its startup message and the answer; zero is no wait. */
    public void slowLogin(Duration delay) {
        conditions.change(now -> now.with(delay));
    }

    /** Stops listening, so that connections are refused, or listens again on the same port. */
    public void refuseConnections(boolean refuse) throws IOException {
        if (refuse) {
            entrance.shut();
        } else {
            entrance.open(entrance.port());
        }
    }

    /**
     * Moves both endpoints to another port and closes the old one.
     *
     * @return the new port, which {@link Cluster#port()} tells from now on and which tokens have to be signed for
     */
    public int move() throws IOException {
        entrance.move();
        return entrance.port();
    }

    /** Ends every session without a word to either side. */
    public void dropSessions() {
        entrance.dropSessions();
    }

    /**
     * Stops PostgreSQL and starts it again. Sessions end as PostgreSQL ends them, with SQLSTATE 57P01; logins in the
     * meantime are told to come later, with SQLSTATE 57P03.
     */
    public void restart() throws IOException {
        postgres.restart();
    }

    /** Makes all well again, except that the port stays what it is and no session comes back. */
    public void clear() throws IOException {
        certificate(CertificateKind.VALID);
        conditions.change(_ -> Conditions.FAIR);
        refuseConnections(false);
    }
}
