package io.dbvouch.sandbox.sigv4;

/** A signature whose parts are missing, doubled or not in their form. AWS's code for it is {@code IncompleteSignature}. */
public final class IncompleteSignatureException extends Exception {
    private static final long serialVersionUID = 1;

    IncompleteSignatureException(String message) {
        super(message);
    }
}
