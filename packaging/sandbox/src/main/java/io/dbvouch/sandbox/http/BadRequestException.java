package io.dbvouch.sandbox.http;

/** What came over the connection is not a request that the server takes. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1;

    BadRequestException(String message) {
        super(message);
    }
}
