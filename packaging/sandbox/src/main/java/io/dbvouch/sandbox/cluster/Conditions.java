package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.pki.CertificateKind;
import java.time.Duration;

/** What is wrong with the endpoint at a moment; each connection looks once, when it starts. */
record Conditions(CertificateKind certificate, Transport transport, Duration loginDelay) {
    static final Conditions FAIR = new Conditions(CertificateKind.VALID, Transport.TLS, Duration.ZERO);

    Conditions with(CertificateKind other) {
        return new Conditions(other, transport, loginDelay);
    }

    Conditions with(Transport other) {
        return new Conditions(certificate, other, loginDelay);
    }

    Conditions with(Duration delay) {
        return new Conditions(certificate, transport, delay);
    }
}
