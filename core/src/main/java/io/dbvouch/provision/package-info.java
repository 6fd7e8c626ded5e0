/**
 * Database users: who may log in, and with what rights; planned first, then applied.
 *
 * <ol>
 *   <li>a {@link io.dbvouch.provision.Catalogue} is read: a fixed number of queries, however many users there are;
 *   <li>from it and from what is wanted a {@link io.dbvouch.provision.Plan} follows, without a word to the server;
 *   <li>the plan is applied in one transaction, under a lock, if the catalogue still says the same.
 * </ol>
 *
 * <p>Nobody is granted anything directly. What a person may do with a schema comes from a group role, one for each database,
 * schema and {@link io.dbvouch.provision.Reach}, as roles belong to all databases of a cluster:
 *
 * <pre>
 * dbvouch_ro_DATABASE.SCHEMA    select on all tables and views
 * dbvouch_rw_DATABASE.SCHEMA    besides: insert, update, delete; usage of sequences
 * </pre>
 *
 * <p>Where that is longer than PostgreSQL's 63 bytes, or a name holds a dot or a tilde, which would let two pairs of names
 * meet, it is the beginning of the name, a tilde and the first 12 hexadecimal digits of the SHA-256 of {@code DATABASE},
 * a zero byte and {@code SCHEMA} in UTF-8. Functions are left as they are: PostgreSQL lets everybody execute them unless their
 * owner says otherwise.
 *
 * <p>When access is to end stands in the role itself, as {@code VALID UNTIL}, which PostgreSQL heeds for passwords alone.
 */
@NullMarked
package io.dbvouch.provision;

import org.jspecify.annotations.NullMarked;
