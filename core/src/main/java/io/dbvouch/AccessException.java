package io.dbvouch;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Access did not come about. The subclass says what kind of failure it is, and so which exit code a program ends with;
 * {@link #evidence()} holds the facts it rests on, and {@link #hints()} what the person can do next.
 *
 * <p>Messages, evidence and hints may be shown and written to the ledger: no secret goes into any of them.
 *
 * <p>Thrown as {@code throw new AccessException.Denied("…").evidence("endpoint", endpoint).hint("…")}.
 */
public abstract sealed class AccessException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String message;
    private final transient Map<String, String> evidence = new LinkedHashMap<>();
    private final transient List<String> notes = new ArrayList<>();
    private final transient List<String> hints = new ArrayList<>();

    private AccessException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    /** Adds one fact. */
    public final AccessException evidence(String name, @Nullable Object value) {
        if (value != null) {
            evidence.put(name, value.toString());
        }
        return this;
    }

    /** Adds a sentence that belongs to the message: what was ruled out, what else was seen. */
    public final AccessException note(String note) {
        notes.add(note);
        return this;
    }

    /** Adds something to do next: a command line, or a sentence. */
    public final AccessException hint(String hint) {
        hints.add(hint);
        return this;
    }

    /** What kind of failure it is, in one lower-case word: the ledger's word for it. */
    public abstract String kind();

    /** The facts behind the failure, in the order in which they were added. */
    public final Map<String, String> evidence() {
        return Collections.unmodifiableMap(evidence);
    }

    /** What belongs to the message, in the order in which it was added. */
    public final List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    /** What the person can do next, most promising first. */
    public final List<String> hints() {
        return Collections.unmodifiableList(hints);
    }

    @Override
    public final String getMessage() {
        return message;
    }

    /** Something failed that is none of the other kinds. */
    public static final class Failed extends AccessException {
        @Serial
        private static final long serialVersionUID = 1;

        public Failed(String message) {
            this(message, null);
        }

        public Failed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String kind() {
            return "failed";
        }
    }

    /** There is no sign-in, or it has ended: the person has to sign in. */
    public static final class SignInNeeded extends AccessException {
        @Serial
        private static final long serialVersionUID = 1;

        public SignInNeeded(String message) {
            this(message, null);
        }

        public SignInNeeded(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String kind() {
            return "sign-in";
        }
    }

    /** AWS or the database said no, or the chain of identities does not join. */
    public static final class Denied extends AccessException {
        @Serial
        private static final long serialVersionUID = 1;

        public Denied(String message) {
            this(message, null);
        }

        public Denied(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String kind() {
            return "denied";
        }
    }

    /** A host could not be reached, or did not answer in time. */
    public static final class Unreachable extends AccessException {
        @Serial
        private static final long serialVersionUID = 1;

        public Unreachable(String message) {
            this(message, null);
        }

        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String kind() {
            return "unreachable";
        }
    }

    /** The server's TLS, or what was asked of ours, is not good enough. */
    public static final class TlsRefused extends AccessException {
        @Serial
        private static final long serialVersionUID = 1;

        public TlsRefused(String message) {
            this(message, null);
        }

        public TlsRefused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String kind() {
            return "tls";
        }
    }

    /** The ledger cannot be written, or does not verify. */
    public static final class LedgerRefused extends AccessException {
        @Serial
        private static final long serialVersionUID = 1;

        public LedgerRefused(String message) {
            this(message, null);
        }

        public LedgerRefused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String kind() {
            return "ledger";
        }
    }

    /** The configuration is missing something, or says something that cannot be. */
    public static final class BadConfiguration extends AccessException {
        @Serial
        private static final long serialVersionUID = 1;

        public BadConfiguration(String message) {
            this(message, null);
        }

        public BadConfiguration(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String kind() {
            return "configuration";
        }
    }

    /** The person stopped it. */
    public static final class Interrupted extends AccessException {
        @Serial
        private static final long serialVersionUID = 1;

        public Interrupted(String message) {
            super(message, null);
        }

        @Override
        public String kind() {
            return "interrupted";
        }
    }
}
