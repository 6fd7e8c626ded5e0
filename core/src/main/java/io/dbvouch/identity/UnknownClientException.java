package io.dbvouch.identity;

import java.io.Serial;

/** The IAM Identity Center does not know this machine's registration, or no longer: a new one may help. */
final class UnknownClientException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    UnknownClientException(String why) {
        super(why);
    }
}
