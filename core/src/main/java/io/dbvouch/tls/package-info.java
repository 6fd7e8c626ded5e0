/**
 * What a server has to prove before it is spoken to, and what is kept of its proof.
 *
 * <p>There are two modes, libpq's {@code verify-ca} and {@code verify-full}; whatever is weaker is refused by name. TLS 1.2
 * is the floor. Every customer of RDS has a server that chains to the same roots, so {@code verify-ca} does not tell two
 * customers' servers apart: whether the name matched is therefore recorded in either mode.
 */
@NullMarked
package io.dbvouch.tls;

import org.jspecify.annotations.NullMarked;
