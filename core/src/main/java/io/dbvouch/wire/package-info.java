/**
 * PostgreSQL's protocol of version 3, as far as a broker needs it: what follows a login, on the socket that it was made on.
 *
 * <pre>
 * message    type (1 byte), length (4 bytes, itself included), body
 * query      Q  →  ( T D* | G d* | H d* c )? C | I | E   for each statement, then Z
 * extended   P B D E S  →  1 2 ( T | n ) D* C, then Z
 * any time   N a notice, A a notification, S a parameter that has changed
 * cancel     a connection of its own: length 16, 80877102, pid, key
 * </pre>
 *
 * <p>{@link io.dbvouch.wire.MessageReader} frames: a length that cannot be, or is longer than a message of its type may be, is the
 * end of the connection; memory is taken for what has come, not for what is announced. {@link io.dbvouch.wire.LoginSocket} lets a
 * driver do the login and hands it one message after the other, so that nothing it has not asked for is lost when {@link
 * io.dbvouch.wire.WireConnection} goes on. Rows are ranges of the buffer that they came in: a result costs no object a value and
 * no memory beyond its longest row.
 *
 * <p>A server is not trusted to keep to the protocol. What it does wrong is an {@link io.dbvouch.AccessException}: {@code Failed}
 * where it cannot be understood, {@code Unreachable} where the connection is lost; either way there is no going on.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol.html">Frontend/Backend Protocol</a>
 */
@NullMarked
package io.dbvouch.wire;

import org.jspecify.annotations.NullMarked;
