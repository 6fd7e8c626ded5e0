package io.dbvouch.identity;

import java.net.URI;
import java.time.Duration;

/** The person's side of a sign-in. Called on the thread that signs in; what a method throws ends the sign-in. */
public interface SignInPrompt {
    /**
     * The person has to visit a page, in a browser on this machine. It is opened for them, unless they asked that it be
     * not, and shown, as opening may fail unnoticed.
     */
    void openBrowser(URI page);

    /** The person has to visit a page, in a browser anywhere, and see or type a code there. */
    void showDeviceCode(DeviceCode code);

    /** Still waiting for the person: called about once a second. {@code left} is how long it will go on at most. */
    default void waiting(Duration left) {}

    /** Another process on this machine is asking the person to sign in at the same place: waiting for it. */
    default void waitingForOther() {}

    /**
     * A browser came back with something that is not the answer to this sign-in; it was refused, and the wait goes on.
     *
     * @param times how often so far
     */
    default void refusedCallback(int times) {}
}
