package io.dbvouch.cli.shell.assist;

import org.jspecify.annotations.Nullable;

/** What is known of the database, for one question: asked for when it is wanted, and once. */
final class AskedNames {
    private final Sources sources;
    private @Nullable Names names;

    AskedNames(Sources sources) {
        this.sources = sources;
    }

    Names get() {
        Names known = names;
        if (known == null) {
            known = sources.names();
            names = known;
        }
        return known;
    }

    /** Whether they were wanted, and something else is known now. */
    boolean renew() {
        if (names == null || !sources.newerNames()) {
            return false;
        }
        names = null;
        return true;
    }
}
