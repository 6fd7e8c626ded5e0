package io.dbvouch.cli.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the runtime image's launcher keeps from Java: the options for Java that stand in the environment are for the programs
 * that the person runs. In this one they could put an agent in that takes tokens.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/docs/specs/man/java.html">java, on JDK_JAVA_OPTIONS</a>
 */
public final class KeptVariables {
    /** Before each name, by the launcher. */
    private static final String PREFIX = "DBVOUCH_KEPT_";

    private static final List<String> NAMES =
            List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "_JAVA_LAUNCHER_DEBUG");

    private KeptVariables() {}

    /**
     * The command line that starts {@code program} with what was kept under its own name again. By way of a shell, where there
     * is any: the JDK would write values anew, in the locale's characters, and a shell hands on bytes.
     */
    public static List<String> restored(List<String> program, Map<String, String> environment) {
        StringBuilder script = new StringBuilder();
        for (String name : NAMES) {
            String kept = PREFIX + name;
            if (environment.containsKey(kept)) {
                script.append("export %s=\"$%s\"; unset %s; ".formatted(name, kept, kept));
            }
        }
        if (script.isEmpty()) {
            return program;
        }
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", script + "exec \"$@\"", "sh"));
        line.addAll(program);
        return List.copyOf(line);
    }
}
