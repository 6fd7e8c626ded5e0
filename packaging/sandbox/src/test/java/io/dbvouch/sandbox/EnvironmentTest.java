package io.dbvouch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static final String ODD = "a'b \"c\" $HOME `id` \\ \n é";

    @Test
    void shell_evaluated_setsToTheLetterAndUnsets() throws Exception {
        Environment environment = new Environment(Map.of("ODD", ODD), List.of("GONE", "PGHOST"));
        ProcessBuilder shell = new ProcessBuilder(
                "sh", "-c", "eval \"$1\"; printf '%s|%s' \"$ODD\" \"${PGHOST-unset}\"", "sh", environment.shell());
        shell.environment().put("PGHOST", "elsewhere");
        Process process = shell.redirectError(ProcessBuilder.Redirect.INHERIT).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(ODD + "|unset");
    }

    @Test
    void json_parsed_isTheSame() {
        Environment environment = new Environment(Map.of("ODD", ODD, "B", "2"), List.of("GONE"));

        assertThat(Environment.parse(environment.json())).isEqualTo(environment);
        assertThatThrownBy(() -> Environment.parse("{\"set\":{}}")).isInstanceOf(JsonParseException.class);
    }
}
