/**
 * The database side: a TLS cluster endpoint over a real PostgreSQL that takes IAM tokens as RDS does.
 *
 * <p>A connection goes through three hands. {@link io.dbvouch.sandbox.cluster.Greeting} speaks the start of the protocol
 * up to the startup message, and shows the certificate. {@link io.dbvouch.sandbox.cluster.Login} finds out who answers
 * for the user: members of {@code rds_iam} are asked for a token, all others are handed to PostgreSQL as they are.
 * {@link io.dbvouch.sandbox.cluster.Relay} then carries bytes, and looks at none of them.
 *
 * <p>PostgreSQL itself listens on loopback and takes only the gate, by its client certificate. The gate comes from
 * 127.0.0.3 for a user whose token was good, from 127.0.0.1 for one who has to show PostgreSQL a password, and from
 * 127.0.0.4 for itself; {@code pg_hba.conf} checks that {@code rds_iam} agrees. Both hops are TLS with the same
 * certificate, so that {@code pg_stat_ssl} tells the truth and SCRAM's channel binding works.
 *
 * <p>What a client can tell from RDS: {@code inet_client_addr()} and the protocol and cipher in {@code pg_stat_ssl} are
 * those of the inner hop, {@code pg_stat_ssl.client_dn} is the gate's, and the reader is the same server with sessions
 * that start read only, not a replica.
 *
 * <p>The journal has these events, each with {@code connection} (a number) and {@code endpoint}:
 *
 * <table>
 *   <caption>Events</caption>
 *   <tr><td>{@code connected}</td><td>{@code from}</td></tr>
 *   <tr><td>{@code tls}</td><td>{@code protocol}, {@code cipher}, {@code certificate}</td></tr>
 *   <tr><td>{@code tls-failed}</td><td>{@code reason}</td></tr>
 *   <tr><td>{@code tls-declined}</td><td>by a server that plays one without TLS</td></tr>
 *   <tr><td>{@code cancel}</td><td>a cancel request, which is passed on</td></tr>
 *   <tr><td>{@code startup}</td>
 *       <td>{@code user}, {@code database}, {@code application_name}, {@code protocol}</td></tr>
 *   <tr><td>{@code password-message}</td><td>{@code length} in bytes, of a token or a step of SCRAM</td></tr>
 *   <tr><td>{@code accepted}</td>
 *       <td>{@code by}: {@code password}, or {@code token} with {@code host} and {@code principal}</td></tr>
 *   <tr><td>{@code refused}</td><td>{@code reason}, and mostly {@code user} and {@code sqlstate}</td></tr>
 *   <tr><td>{@code closed}</td>
 *       <td>{@code by}: {@code client}, {@code server}, {@code sandbox}, or what went wrong</td></tr>
 * </table>
 */
@NullMarked
package io.dbvouch.sandbox.cluster;

import org.jspecify.annotations.NullMarked;
