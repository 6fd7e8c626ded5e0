/**
 * What the shell and scripts need of a session in a database: {@link io.dbvouch.cli.shell.session.SqlSession}. The engine knows
 * nothing else of the connection, so that the protocol beneath can change.
 */
@NullMarked
package io.dbvouch.cli.shell.session;

import org.jspecify.annotations.NullMarked;
