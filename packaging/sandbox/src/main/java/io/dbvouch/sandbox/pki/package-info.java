/**
 * The sandbox's own certificates.
 *
 * <p>The hierarchy is shaped like the one of Amazon RDS: a root that clients trust, a subordinate CA that the server
 * sends along, and a server certificate whose names are the endpoint's
 * (<a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html">Using SSL/TLS to encrypt a
 * connection to a DB instance or cluster</a>). Keys are made anew each time and never leave the process; only
 * certificates are written down. {@link io.dbvouch.sandbox.pki.CertificateKind} lists the ways in which a server
 * certificate can be wrong.
 */
@NullMarked
package io.dbvouch.sandbox.pki;

import org.jspecify.annotations.NullMarked;
