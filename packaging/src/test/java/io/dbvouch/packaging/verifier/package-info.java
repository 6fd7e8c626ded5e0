/**
 * What the program exports, in the hands of a verifier that is none of ours: in another language, written from the
 * specifications, {@code src/test/resources/verifier}.
 */
@NullMarked
package io.dbvouch.packaging.verifier;

import org.jspecify.annotations.NullMarked;
