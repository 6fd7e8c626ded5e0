package io.dbvouch.identity;

import io.dbvouch.Secret;

/** The browser is back, with the state it was sent with. It waits for a page. */
sealed interface Callback {
    /** Where the page goes. */
    Reply reply();

    /** The person signed in: RFC 6749 §4.1.2. */
    record Code(Secret code, Reply reply) implements Callback {}

    /** The person, or the IAM Identity Center, refused: RFC 6749 §4.1.2.1. The texts are as they came. */
    record Refusal(String error, String description, Reply reply) implements Callback {}

    /** Sends a page, once; failing to is no failure of the sign-in. */
    interface Reply {
        void send(CallbackPage page);
    }
}
