package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessBroker;
import io.dbvouch.access.AccessRequest;
import io.dbvouch.access.AccessSession;
import io.dbvouch.access.AdminLogin;
import io.dbvouch.access.Brokerage;
import io.dbvouch.access.SessionOpening;
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

    /** Opens the ledger; {@code command} is the command's name in it. */
    Helpdesks(Invocation invocation, String command) {
        this.invocation = invocation;
        this.brokerage = invocation.open(command);
    }

    /**
     * Opens a session.
     *
     * @throws AccessException in one of its kinds
     */
    Helpdesk open(@Nullable String name, HelpdeskArguments arguments) {
        Target target = arguments.place.resolve(name, invocation.environment());
        AccessBroker broker = brokerage.broker(target.aws().profile());
        AdminLogin admin = arguments.admin(invocation.environment(), target, brokerage);
        SessionOpening opening = broker.opening(new AccessRequest(target, arguments.reason), admin);
        interrupts.onTermination(() -> {
            opening.abandon();
            terminate();
        });
        AccessSession session = opening.open();
        Helpdesk desk = new Helpdesk(invocation, target, broker, session, admin, arguments.reason);
        synchronized (open) {
            open.add(desk);
        }
        interrupts.onInterrupt(() -> each().forEach(Helpdesk::cancel));
        interrupts.onTermination(this::terminate);
        return desk;
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
        each().forEach(Helpdesk::terminate);
    }

    @Override
    public void close() {
        try (brokerage;
                interrupts) {
            each().forEach(Helpdesk::close);
        }
    }
}
