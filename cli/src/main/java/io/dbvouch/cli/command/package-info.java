/** One thin class a command: options to one request, the request to the core, the answer to a printer. */
@NullMarked
package io.dbvouch.cli.command;

import org.jspecify.annotations.NullMarked;
