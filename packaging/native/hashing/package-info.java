/**
 * Lets the native executable hash with the processor's SHA extensions where it has them, and run where it has not.
 *
 * <p>Native-image decides at build time what a program's SHA-256 is compiled to: with {@code -H:CPUFeatures=SHA} it is GraalVM's
 * own code for the SHA extensions, and the executable refuses to start on a processor without them, which are all of Intel's
 * servers before Ice Lake (2021); without it is GraalVM's code for AVX2 everywhere, at a sixth of the speed for the lines of a
 * ledger. Both are in the executable here, and one of them is chosen when it starts. Nothing is computed here.
 *
 * <p>This is compiled against the builder's own classes, by the GraalVM that builds the executable, as a part of that build. They
 * are internal to GraalVM 25: another version may have moved them, and then the build says so.
 */
package io.dbvouch.hashing;
