/**
 * The commands that list what is in a database, {@code \d} and its like, for servers from version 13 on. Titles, columns and
 * footers are psql 15's (PostgreSQL, {@code src/bin/psql/describe.c}); the queries are dbvouch's own.
 */
@NullMarked
package io.dbvouch.cli.shell.describe;

import org.jspecify.annotations.NullMarked;
