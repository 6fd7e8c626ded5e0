package io.dbvouch.search;

import io.dbvouch.access.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the process that an entry names is still there. A number says little: it is given again, and other machines and
 * containers have the same. So the process has to be on the machine of that name, of that user, run the same program as this
 * one, and have been there when the entry was written: a number that belonged to one process then, and belongs to one that
 * had begun by then, belongs to the same.
 */
final class ClientProcess {
    /** Linux counts a process's start in clock ticks from a boot time that it knows to the second (proc_pid_stat(5)). */
    private static final Duration BLUR = Duration.ofSeconds(2);

    private ClientProcess() {}

    static boolean isSeen(Client client, Instant then) {
        Client here = Client.here("", "");
        if (!client.host().equals(here.host()) || !client.user().equals(here.user())) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(client.pid()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        ProcessHandle.Info info = process.get().info();
        boolean wasThere = info.startInstant()
                .map(start -> !start.isAfter(then.plus(BLUR)))
                .orElse(false);
        Optional<Path> program = program(info);
        return wasThere
                && program.isPresent()
                && program.equals(program(ProcessHandle.current().info()));
    }

    private static Optional<Path> program(ProcessHandle.Info info) {
        return info.command().map(command -> Path.of(command).getFileName());
    }
}
