package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.Typist;
import java.util.List;

/** The terminal of a person at the prompt: what is shown on its last line, and what was typed on it. */
final class Screen {
    private final Typist typist;
    private final LiveLine live;

    Screen(Typist typist, LiveLine live) {
        this.typist = typist;
        this.live = live;
    }

    LiveLine live() {
        return live;
    }

    /** A program has the terminal now. */
    void lend() {
        live.hide();
        typist.lend();
    }

    /** What was typed, oldest first, but for what may hold a secret. */
    List<String> typed() {
        return typist.typed();
    }
}
