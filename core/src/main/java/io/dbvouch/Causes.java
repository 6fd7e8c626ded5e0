package io.dbvouch;

import java.util.Optional;

/** What an exception came from. */
public final class Causes {
    private Causes() {}

    /** The first exception of a type among {@code e} and its causes. */
    public static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
