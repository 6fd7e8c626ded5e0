package io.dbvouch.wire;

/** Takes what a server may say at any time. What it throws ends up with whoever asked for the next answer. */
public interface Listener {
    /** Nobody listens. */
    Listener NONE = new Listener() {
        @Override
        public void notice(Said notice) {}

        @Override
        public void notification(int pid, String channel, String payload) {}

        @Override
        public void parameter(String name, String value) {}
    };

    /** A notice or warning. */
    void notice(Said notice);

    /** Somebody said {@code NOTIFY}. */
    void notification(int pid, String channel, String payload);

    /** A parameter that is reported has another value now. */
    void parameter(String name, String value);
}
