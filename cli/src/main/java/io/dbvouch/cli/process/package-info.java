/**
 * What a command has of the process it runs in: its arguments, environment and streams, the signals that reach it, and what it
 * may end with. A command imports this package and the core; {@link io.dbvouch.cli.Main} alone knows the commands.
 */
@NullMarked
package io.dbvouch.cli.process;

import org.jspecify.annotations.NullMarked;
