package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.pki.CertificateAuthority;
import io.dbvouch.sandbox.pki.CertificateKind;
import io.dbvouch.sandbox.pki.KeyedCertificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The certificates of one cluster.
 *
 * @param authority the CA that clients trust
 * @param gateAuthority the CA by which PostgreSQL knows the gate; no client ever sees it
 * @param servers what the endpoint can show
 */
record Identities(
        CertificateAuthority authority,
        CertificateAuthority gateAuthority,
        Map<CertificateKind, KeyedCertificate> servers) {

    /** Makes all of them, valid around {@code now}, for an endpoint with these names. */
    static Identities create(List<String> names, Instant now) {
        CertificateAuthority authority = CertificateAuthority.create("dbvouch sandbox", now);
        Map<CertificateKind, KeyedCertificate> servers = new EnumMap<>(CertificateKind.class);
        for (CertificateKind kind : CertificateKind.values()) {
            servers.put(kind, authority.server(kind, names));
        }
        return new Identities(authority, CertificateAuthority.create("dbvouch sandbox gate", now), servers);
    }

    KeyedCertificate server(CertificateKind kind) {
        return Objects.requireNonNull(servers.get(kind), "a certificate of each kind");
    }

    Set<X509Certificate> allServers() {
        return servers.values().stream().map(KeyedCertificate::certificate).collect(Collectors.toSet());
    }

    Map<CertificateKind, SSLContext> contexts() {
        Map<CertificateKind, SSLContext> contexts = new EnumMap<>(CertificateKind.class);
        servers.forEach((kind, certificate) -> contexts.put(kind, TlsContexts.server(certificate)));
        return contexts;
    }
}
