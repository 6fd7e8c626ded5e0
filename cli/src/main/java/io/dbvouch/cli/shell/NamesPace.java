package io.dbvouch.cli.shell;

import java.time.Duration;

/** How soon names are looked up again that nobody has changed here, while somebody types. */
final class NamesPace {
    /** About as long as it takes to type what one was told of by whoever has just made it. */
    private static final Duration USUAL = Duration.ofSeconds(5);

    /** Where nothing fits, people press the key again and again. */
    private static final Duration IN_VAIN = Duration.ofSeconds(1);

    /** How many times as long as the last time took, so that a server never spends more than a twentieth of its time on it. */
    private static final int PAUSE = 20;

    private NamesPace() {}

    /**
     * How old names are to be.
     *
     * @param took how long it took to look them up
     * @param inVain whether nothing that is known fits
     */
    static Duration pause(Duration took, boolean inVain) {
        Duration wanted = inVain ? IN_VAIN : USUAL;
        Duration fair = took.multipliedBy(PAUSE);
        return fair.compareTo(wanted) > 0 ? fair : wanted;
    }
}
