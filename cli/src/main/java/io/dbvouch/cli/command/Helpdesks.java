package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessBroker;
import io.dbvouch.access.AccessRequest;
import io.dbvouch.access.AdminLogin;
import io.dbvouch.access.Brokerage;
import io.dbvouch.access.SessionOpening;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Interrupts;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The helpdesk's sessions of one command, which end with it. */
final class Helpdesks implements AutoCloseable {
    private final Invocation invocation;
    private final Brokerage brokerage;
    private final Interrupts interrupts = new Interrupts();
    private final List<Helpdesk> open = new ArrayList<>();
    private final List<SessionOpening> openings = new ArrayList<>();

    /** Opens the ledger; {@code command} is the command's name in it. */
    Helpdesks(Invocation invocation, String command) {
        this.invocation = invocation;
        this.brokerage = invocation.open(command);
        // Until something is applied, Ctrl-C ends the program as being told to end does.
        interrupts.onTermination(this::terminate);
        interrupts.onInterrupt(this::end);
    }

    /**
     * Opens a session; any thread may.
     *
     * @throws AccessException in one of its kinds
     */
    Helpdesk open(@Nullable String name, HelpdeskArguments arguments) {
        Target target = arguments.place.resolve(name, invocation.environment());
        AccessBroker broker = brokerage.broker(target.aws().profile());
        AdminLogin admin = arguments.admin(invocation.environment(), target, brokerage);
        SessionOpening opening = broker.opening(new AccessRequest(target, arguments.reason), admin);
        synchronized (open) {
            if (interrupts.ending()) {
                throw new AccessException.Interrupted("the program was told to end before the session was open");
            }
            openings.add(opening);
        }
        try {
            Helpdesk desk =
                    new Helpdesk(invocation, target, broker, opening.open(), admin, arguments.reason, this::stopped);
            synchronized (open) {
                open.add(desk);
            }
            return desk;
        } finally {
            synchronized (open) {
                openings.remove(opening);
            }
        }
    }

    private void end() {
        invocation.err().println();
        invocation.say("interrupted; nothing was changed");
        Runtime.getRuntime().exit(ExitCode.INTERRUPTED);
    }

    /** From now on the first Ctrl-C stops what runs, in good order, and the second one ends the program. */
    void applying() {
        interrupts.onInterrupt(() -> each().forEach(Helpdesk::cancel));
    }

    /** Whether there was a Ctrl-C, or the program is ending: nothing new is to be begun. */
    boolean stopped() {
        return interrupts.seen() || interrupts.ending();
    }

    /** What else of AWS is asked. */
    Brokerage brokerage() {
        return brokerage;
    }

    private List<Helpdesk> each() {
        synchronized (open) {
            return List.copyOf(open);
        }
    }

    private void terminate() {
        List<SessionOpening> under;
        synchronized (open) {
            under = List.copyOf(openings);
        }
        under.forEach(SessionOpening::abandon);
        each().forEach(desk -> desk.terminate(interrupts.seen()));
    }

    @Override
    public void close() {
        try (brokerage;
                interrupts) {
            each().forEach(Helpdesk::close);
        }
    }
}
