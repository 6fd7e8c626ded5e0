/**
 * The prompt as a person sees it: the program that was built, in a terminal that tmux plays. A {@link
 * io.dbvouch.packaging.tour.Screen} types and looks; what it saw at each step is recorded in {@code target/terminal-tour}.
 */
@NullMarked
package io.dbvouch.packaging.tour;

import org.jspecify.annotations.NullMarked;
