/**
 * Runs scripts as psql runs them: SQL, backslash commands, variables, conditions, and what they print.
 *
 * <p>A {@link io.dbvouch.cli.shell.Shell} holds the state: session, variables, print settings, where output goes.
 * {@link io.dbvouch.cli.shell.ScriptLoop} reads a file line by line, and hands statements to the
 * {@link io.dbvouch.cli.shell.StatementRunner} and backslash commands to the {@link io.dbvouch.cli.shell.MetaCommands}.
 * What is said on standard error, and how, is {@link io.dbvouch.cli.shell.Talk}'s.
 *
 * <p>Messages, exit codes and printed output are those of psql 15 (PostgreSQL, {@code src/bin/psql}).
 */
@NullMarked
package io.dbvouch.cli.shell;

import org.jspecify.annotations.NullMarked;
