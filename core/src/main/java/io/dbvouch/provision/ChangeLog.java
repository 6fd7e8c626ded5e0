package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where changes are put on record: each before it is tried, and once more when it is known what came of it. */
public interface ChangeLog {
    /** What came of a change. */
    enum Outcome {
        /** All of it was done. */
        APPLIED,
        /** Nothing was done. */
        NOT_APPLIED,
        /** Some of it was done; what, the facts tell. */
        PARTLY,
        /** The connection was lost as the server was asked to make it last. */
        UNKNOWN
    }

    /**
     * Puts changes on record that are about to be tried; all of them are durable when it returns.
     *
     * @throws AccessException.LedgerRefused where they cannot be: nothing is to be tried then
     */
    void intent(List<Plan> plans, Stamp stamp);

    /**
     * Puts on record what came of a change.
     *
     * @param plan its statements are those that were run, as far as it is known
     * @param facts what proves it, or what is left to do
     * @param failure why it was not done; null where it was
     */
    void outcome(Plan plan, Stamp stamp, Outcome outcome, Map<String, String> facts, @Nullable AccessException failure);
}
