package io.dbvouch;

/**
 * Threads for what goes on beside the program's main work; none of them keeps the program from ending.
 *
 * <p>They are the system's own, not virtual ones: in a native executable a virtual thread that waits for a socket may sleep on
 * when there is something to read (<a href="https://github.com/oracle/graal/issues/13787">oracle/graal#13787</a>; seen once in
 * 250 refused {@code COPY}). There are never many of them.
 */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Makes threads of this name. */
    public static Thread.Builder.OfPlatform named(String name) {
        return Thread.ofPlatform().daemon().name(name);
    }
}
