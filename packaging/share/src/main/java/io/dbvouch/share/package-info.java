/**
 * Makes what lies beside the program in {@code share/}, when the program is built; nothing of it is in the program.
 *
 * <p>{@link io.dbvouch.share.Command} is what picocli's model tells of a command, as far as it is needed here. From it and
 * from what is written by hand beside it come the man pages; from it alone the completions of three shells. Tables that the
 * README has too are taken from the README, so that they cannot differ.
 */
@NullMarked
package io.dbvouch.share;

import org.jspecify.annotations.NullMarked;
