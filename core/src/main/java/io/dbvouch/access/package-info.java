/**
 * The chain, joined: person, role, token, session, ledger.
 *
 * <ol>
 *   <li>the ledger opens, or nothing else happens;
 *   <li>the role session is obtained, and STS says whose it is;
 *   <li>the database user has to be named like the role session, unless the target says that it is shared;
 *   <li>{@code session.requested} is on disk;
 *   <li>the server proves who it is over TLS;
 *   <li>only when it then asks for a clear-text password, as RDS does for IAM users, is a token made and sent;
 *   <li>{@code session.opened} is on disk before the first statement, {@code session.closed} after the last.
 * </ol>
 *
 * <p>A refusal from 3 on is written as {@code session.refused}. Before 3 there is nobody to name in it.
 */
@NullMarked
package io.dbvouch.access;

import org.jspecify.annotations.NullMarked;
