package io.dbvouch.packaging.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a scenario does. */
sealed interface Step {
    /** Where it stands, from 1. */
    int line();

    /** Skips the scenario where a program is missing. */
    record Needs(int line, String program) implements Step {}

    /** Chooses a kind of sandbox. */
    record Company(int line, String option) implements Step {}

    /** Sets a variable, or removes it. */
    record Env(int line, String name, @Nullable String value) implements Step {}

    /** Writes a file. */
    record Write(int line, String name, String text) implements Step {}

    /** Makes something go wrong; null makes all well again. */
    record Fault(int line, @Nullable String fault) implements Step {}

    /** Starts a command and does not wait for it. */
    record Start(int line, String command) implements Step {}

    /** What has an outcome. */
    sealed interface Checked extends Step {
        Outcome expected();
    }

    /** Runs a command. */
    record Run(int line, String command, Outcome expected) implements Checked {}

    /** Waits for the command that was started. */
    record Await(int line, Outcome expected) implements Checked {}

    /** Lists what the sandbox saw. */
    record Journal(int line, List<String> services, Outcome expected) implements Checked {}
}
