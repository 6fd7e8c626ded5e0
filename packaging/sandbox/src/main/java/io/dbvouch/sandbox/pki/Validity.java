package io.dbvouch.sandbox.pki;

import java.time.Duration;
import java.time.Instant;

/** From when until when a certificate is good. */
record Validity(Instant from, Instant to) {
    /** {@code days} long, from a day before {@code now}, so that clocks may differ a little. */
    static Validity around(Instant now, int days) {
        return new Validity(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(days)));
    }
}
