/**
 * What the program writes: query results, server messages, listings, and the few lines that only a terminal sees.
 *
 * <p>A result comes in as a {@link io.dbvouch.cli.output.RowSource}: column names and types, then rows as the text that
 * the server sent. One class per format turns it into characters, and writes them to a
 * {@link io.dbvouch.cli.output.TextSink}. The formats that psql has are psql's to the letter; the tests compare whole
 * outputs with psql's own. CSV, unaligned text and JSON lines are written row by row, in constant memory; the aligned
 * formats need every row for the column widths, and hold them packed.
 *
 * <p>Whatever comes from a server is untrusted: it may hold escape sequences that rewrite the terminal. The aligned
 * formats, JSON, listings and messages never let such characters through. CSV and unaligned text are for files and pipes
 * and are written as they are, so for a terminal their sink is wrapped in a
 * {@link io.dbvouch.cli.output.TerminalSafe}.
 *
 * <p>The differences from psql 15, which the tests compare with, are these:
 *
 * <ul>
 *   <li>Safety: the bidirectional controls U+202A to U+202E and U+2066 to U+2069 are shown escaped in aligned output, and so are
 *       control characters in aligned titles and in messages.
 *   <li>Unicode: widths are those of Unicode 16.0, as in psql 18, and format characters take no column, as since psql 16.
 *   <li>Data: the noncharacters U+1FFFE, U+1FFFF, U+2FFFE and so on, which psql leaves out of everything it prints, are kept.
 * </ul>
 */
@NullMarked
package io.dbvouch.cli.output;

import org.jspecify.annotations.NullMarked;
