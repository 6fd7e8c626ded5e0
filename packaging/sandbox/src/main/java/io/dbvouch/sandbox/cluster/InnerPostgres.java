package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.pki.CertificateKind;
import io.dbvouch.sandbox.pki.KeyedCertificate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * PostgreSQL as the gate's counterpart: it shows the gate the certificate that the gate shows clients, as SCRAM's channel
 * binding is over that certificate (RFC 5929, section 4: {@code tls-server-end-point}).
 */
final class InnerPostgres {
    private static final Duration RELOAD = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final PostgresServer server;
    private final Backend backend;
    private final SqlConsole console;
    private final Map<CertificateKind, KeyedCertificate> certificates;
    private final ReentrantLock lock = new ReentrantLock();

    InnerPostgres(
            PostgresServer server,
            Backend backend,
            SqlConsole console,
            Map<CertificateKind, KeyedCertificate> certificates) {
        this.server = server;
        this.backend = backend;
        this.console = console;
        this.certificates = Map.copyOf(certificates);
    }

    /** Shows another certificate, and returns when it does. */
    void show(CertificateKind kind) throws IOException {
        KeyedCertificate wanted = Objects.requireNonNull(certificates.get(kind), "a certificate of each kind");
        lock.lock();
        try {
            if (shows(wanted.certificate())) {
                return;
            }
            server.install(wanted);
            console.run("select pg_catalog.pg_reload_conf()");
            long deadline = System.nanoTime() + RELOAD.toNanos();
            while (!shows(wanted.certificate())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("PostgreSQL does not take up its new certificate");
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean shows(X509Certificate certificate) throws IOException {
        return backend.shown().equals(certificate);
    }

    void restart() throws IOException {
        lock.lock();
        try {
            server.restart();
        } finally {
            lock.unlock();
        }
    }
}
