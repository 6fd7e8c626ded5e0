/** A small HTTP/1.1 server for loopback. The JDK's own always writes the true time into the Date header, and a sandbox whose clock can be wrong must not. */
@NullMarked
package io.dbvouch.sandbox.http;

import org.jspecify.annotations.NullMarked;
