/**
 * Where a person types: {@link io.dbvouch.cli.shell.terminal.Typist} reads statements, with psql's prompts, and what is kept of
 * them is the {@link io.dbvouch.cli.shell.terminal.KeptLines}' business. JLine edits the lines; nothing of it is loaded where
 * nobody types.
 *
 * <p>The engine is not known here: what a text is, complete or not, {@link io.dbvouch.cli.shell.terminal.Statements} tells.
 */
@NullMarked
package io.dbvouch.cli.shell.terminal;

import org.jspecify.annotations.NullMarked;
