package io.dbvouch.ledger;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A text is not the note, checkpoint or key that it should be, or no signature on it verifies. */
public final class NoteException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** With a sentence without a full stop. */
    public NoteException(String message) {
        this(message, null);
    }

    NoteException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
