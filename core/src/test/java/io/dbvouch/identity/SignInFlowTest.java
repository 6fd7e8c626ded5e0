package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInFlowTest {
    private static final SsoSession CORP =
            SsoSession.named("corp", "https://d-1234567890.awsapps.com/start", "eu-west-1", null);
    private static final SsoSession LEGACY =
            SsoSession.legacy("old", "https://d-1234567890.awsapps.com/start", "eu-west-1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # options       | os.name  | environment                         | flow
                        | Linux    | DISPLAY=:0                          | BROWSER
                        | Linux    | WAYLAND_DISPLAY=wayland-0           | BROWSER
                        | Linux    | BROWSER=/usr/bin/opener             | BROWSER
                        | Linux    | WSL_DISTRO_NAME=Debian              | BROWSER
                        | Linux    |                                     | DEVICE_CODE
                        | Linux    | DISPLAY=                            | DEVICE_CODE
                        | Mac OS X |                                     | BROWSER
                        | Linux    | DISPLAY=:10 SSH_CONNECTION=1        | DEVICE_CODE
                        | Linux    | DISPLAY=:10 SSH_TTY=/dev/pts/0      | DEVICE_CODE
                        | Mac OS X | SSH_CONNECTION=1                    | DEVICE_CODE
        device          | Linux    | DISPLAY=:0                          | DEVICE_CODE
        device          | Mac OS X |                                     | DEVICE_CODE
        legacy          | Linux    | DISPLAY=:0                          | DEVICE_CODE
        legacy          | Mac OS X |                                     | DEVICE_CODE
        none            | Linux    | DISPLAY=:0                          | BROWSER
        none            | Linux    |                                     | BROWSER
        none            | Linux    | SSH_CONNECTION=1                    | DEVICE_CODE
        none legacy     | Mac OS X |                                     | DEVICE_CODE
        none device     | Mac OS X |                                     | DEVICE_CODE
        """)
    void choose_situation_flow(String options, String os, String environment, SignInFlow flow) {
        String given = options == null ? "" : options;
        Map<String, String> variables = environment == null
                ? Map.of()
                : Arrays.stream(environment.split(" ", -1))
                        .map(variable -> variable.split("=", -1))
                        .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));

        assertThat(SignInFlow.choose(new SignInFlow.Situation(
                        given.contains("legacy") ? LEGACY : CORP,
                        given.contains("device"),
                        given.contains("none"),
                        variables,
                        os)))
                .isEqualTo(flow);
    }
}
