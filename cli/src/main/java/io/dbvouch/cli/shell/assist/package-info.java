/**
 * Helps who types: what each part of a text is ({@link io.dbvouch.cli.shell.assist.Lexer}), and what may come next ({@link
 * io.dbvouch.cli.shell.assist.Suggester}), by the names that are known of the database. Nothing here waits for anything.
 */
@NullMarked
package io.dbvouch.cli.shell.assist;

import org.jspecify.annotations.NullMarked;
