package io.dbvouch.cli;

import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import java.util.List;

/**
 * Plays the commands one after the other in one process, for the JDK to learn what to keep in the AOT cache. No command leads
 * here: the build runs it, signed in to a sandbox.
 */
final class Rehearsal {
    private static final List<String> COMMANDS = List.of(
            "--version",
            "--help",
            "connect --help",
            "token sandbox",
            "token sandbox -o json",
            "connect sandbox -c select_1",
            "connect sandbox --csv -c select_1",
            "connect sandbox -c select_*_from_nothing",
            "exec sandbox -- true",
            "target list",
            "target show sandbox",
            "ledger show -n 1",
            "ledger verify",
            "nonsense");

    private Rehearsal() {}

    /** Plays them; what they come to is not judged here. */
    public static void main(String[] args) {
        for (String command : COMMANDS) {
            String[] words = command.split(" ");
            for (int i = 0; i < words.length; i++) {
                words[i] = words[i].replace('_', ' ');
            }
            int code = Main.run(Invocation.ofProcess(), words);
            System.err.println(command + ": " + code);
        }
        // As the program does: it is looked up who logs that.
        System.exit(ExitCode.DONE);
    }
}
