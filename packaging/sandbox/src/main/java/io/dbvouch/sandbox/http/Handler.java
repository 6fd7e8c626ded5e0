package io.dbvouch.sandbox.http;

/** Answers requests; called on a virtual thread of its connection. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers one request.
     *
     * @throws InterruptedException when the server closes while the answer waits
     */
    Reply handle(Request request) throws InterruptedException;
}
