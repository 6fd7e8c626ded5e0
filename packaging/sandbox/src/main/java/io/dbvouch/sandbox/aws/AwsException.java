package io.dbvouch.sandbox.aws;

/** A refusal in AWS's terms. */
final class AwsException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    /**
     * A refusal.
     *
     * @param status HTTP status
     * @param code what clients call the error code: the exception's name, or the code of a query API
     */
    AwsException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
