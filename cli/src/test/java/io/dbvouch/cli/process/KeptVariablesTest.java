package io.dbvouch.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeptVariablesTest {
    private static final List<String> ENV = List.of("env", "-0");

    @Test
    void restored_nothingKept_programAsItIs() {
        assertThat(KeptVariables.restored(ENV, Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g")))
                .isSameAs(ENV);
    }

    @Test
    void restored_kept_underItsOwnNameAlone() throws IOException {
        String hostile = "-Da='b\" c' $(false) `false` $HOME \\\n;exit 9\n";
        Map<String, String> kept = Map.of("DBVOUCH_KEPT__JAVA_OPTIONS", hostile, "DBVOUCH_KEPT_JAVA_TOOL_OPTIONS", "");

        assertThat(run(kept))
                .contains("_JAVA_OPTIONS=" + hostile, "JAVA_TOOL_OPTIONS=")
                .noneMatch(line -> line.startsWith("DBVOUCH_KEPT_"));
    }

    private static List<String> run(Map<String, String> kept) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(KeptVariables.restored(ENV, kept));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(kept);
        Process process = builder.start();
        process.getOutputStream().close();
        return List.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0", -1));
    }
}
