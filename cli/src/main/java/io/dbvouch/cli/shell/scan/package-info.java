/**
 * Splits what is typed, or stands in a script, into statements, backslash commands and their arguments, exactly as psql does
 * (PostgreSQL, {@code src/fe_utils/psqlscan.l} and {@code src/bin/psql/psqlscanslash.l}).
 *
 * <p>Input comes line by line. {@link io.dbvouch.cli.shell.scan.SqlScanner#next} moves text from the line into a query buffer
 * until a statement is complete, a backslash command begins, or the line ends; the state between lines says what is still
 * open, for prompts. At a backslash command, a {@link io.dbvouch.cli.shell.scan.SlashScanner} reads on in the same line.
 */
@NullMarked
package io.dbvouch.cli.shell.scan;

import org.jspecify.annotations.NullMarked;
