package io.dbvouch.ledger;

import java.nio.file.Path;

/** Where the files of a ledger lie; the package documentation says what is in them. */
record LedgerFolder(Path path) {
    Path entries() {
        return path.resolve("entries");
    }

    Path tiles() {
        return path.resolve("tile");
    }

    Path index() {
        return path.resolve("index");
    }

    Path checkpoint() {
        return path.resolve("checkpoint");
    }

    Path head() {
        return path.resolve("head");
    }

    Path key() {
        return path.resolve("key");
    }

    Path publicKey() {
        return path.resolve("key.pub");
    }

    Path lock() {
        return path.resolve("lock");
    }

    Path pruned() {
        return path.resolve("pruned");
    }

    Path recovered() {
        return path.resolve("recovered");
    }
}
