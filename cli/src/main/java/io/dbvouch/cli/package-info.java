/** The program: from arguments to exit code. */
@NullMarked
package io.dbvouch.cli;

import org.jspecify.annotations.NullMarked;
