/** A whole company on loopback, to try dbvouch on: it imports nothing of dbvouch, and checks tokens with its own code. */
@NullMarked
package io.dbvouch.sandbox;

import org.jspecify.annotations.NullMarked;
