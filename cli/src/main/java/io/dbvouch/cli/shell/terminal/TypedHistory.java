package io.dbvouch.cli.shell.terminal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jline.reader.impl.history.DefaultHistory;

/** What is offered again in this shell; what outlasts it, the {@link KeptLines} decide. */
final class TypedHistory extends DefaultHistory {
    private final KeptLines kept;
    private Predicate<String> wanted = _ -> false;

    TypedHistory(KeptLines kept) {
        this.kept = kept;
    }

    /** Which texts are taken from now on. */
    void wanted(Predicate<String> which) {
        wanted = which;
    }

    void restore(int count) {
        for (String text : kept.last(count)) {
            super.add(Instant.EPOCH, text);
        }
    }

    /** The texts without those that may hold a secret, oldest first. */
    List<String> typed() {
        List<String> texts = new ArrayList<>();
        for (Entry entry : this) {
            if (!SecretLines.mayHoldASecret(entry.line())) {
                texts.add(entry.line());
            }
        }
        return texts;
    }

    @Override
    public void add(Instant time, String text) {
        if (!text.isBlank() && wanted.test(text)) {
            super.add(time, text);
            kept.add(text);
        }
    }
}
