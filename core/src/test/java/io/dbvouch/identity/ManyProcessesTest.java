package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.aws.AwsClients;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds between processes, tried with processes. */
class ManyProcessesTest extends SsoTest {
    @Test
    void current_processesAtOnceWithTokenEnded_refreshOnce() throws Exception {
        cached(CORP, Duration.ofHours(-2), "refresh-0");

        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(List.of(), Map.of(), "current", aws.uri().toString()));
        }
        for (Process process : processes) {
            assertThat(output(process)).containsExactly("access-1");
        }

        assertThat(aws.requests).containsExactly("token refresh_token");
    }

    @Test
    void current_tokenThatHolds_loadsNothingOfTheSdk() throws Exception {
        cached(CORP, Duration.ofHours(1), "refresh-0");

        List<String> output = output(start(
                List.of("-Xlog:class+load:file=" + home.resolve("classes") + ":none"),
                Map.of(),
                "current",
                aws.uri().toString()));

        assertThat(output).containsExactly("access-0");
        assertThat(home.resolve("classes"))
                .content()
                .contains("io.dbvouch.identity.SsoTokens ")
                .doesNotContain("software.amazon.awssdk", "java.security.SecureRandom ", "java.net.Socket ");
    }

    @Test
    void oidcEndpoint_isTheOneOfTheEnvironment() throws Exception {
        assertThat(endpoints(Map.of("AWS_ENDPOINT_URL_SSO_OIDC", "http://127.0.0.1:1/oidc")))
                .containsOnly("http://127.0.0.1:1/oidc");
        assertThat(endpoints(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:2/"))).containsOnly("http://127.0.0.1:2");
    }

    @Test
    void oidcEndpoint_withoutEnvironment_isTheRegionsInItsPartition() throws Exception {
        assertThat(endpoints(Map.of()))
                .containsExactly(
                        "https://oidc.eu-west-1.amazonaws.com",
                        "https://oidc.cn-north-1.amazonaws.com.cn",
                        "https://oidc.eusc-de-east-1.amazonaws.eu");
    }

    @Test
    void current_endpointOfTheEnvironment_isAsked() throws Exception {
        cached(CORP, Duration.ofHours(-2), "refresh-0");

        List<String> output = output(
                start(List.of(), Map.of("AWS_ENDPOINT_URL_SSO_OIDC", aws.uri().toString()), "current"));

        assertThat(output).containsExactly("access-1");
    }

    @Test
    void oidcEndpoint_ofAProfile_isThatOfItsServices() throws Exception {
        Path config = Files.writeString(home.resolve("config"), """
            [profile lab]
            services = here
            [services here]
            sso_oidc =
              endpoint_url = http://127.0.0.1:1/oidc
            """);
        Map<String, String> environment = Map.of("AWS_CONFIG_FILE", config.toString());

        assertThat(output(start(List.of(), environment, "endpoint-of", "lab")))
                .containsExactly("http://127.0.0.1:1/oidc");
        assertThat(output(start(List.of(), environment, "endpoint-of", "other")))
                .containsExactly("https://oidc.eu-west-1.amazonaws.com");
    }

    private List<String> endpoints(Map<String, String> environment) throws Exception {
        return output(start(List.of(), environment, "endpoints", "eu-west-1", "cn-north-1", "eusc-de-east-1"));
    }

    private Process start(List<String> options, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherProcess.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", home.toString());
        return builder.start();
    }

    private static List<String> output(Process process) throws Exception {
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).readAllLines();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    /** What the other processes run. */
    static final class OtherProcess {
        public static void main(String[] args) {
            if (args[0].equals("endpoints")) {
                for (int i = 1; i < args.length; i++) {
                    System.out.println(ofThisProcess().oidcEndpoint(args[i]));
                }
                return;
            }
            if (args[0].equals("endpoint-of")) {
                System.out.println(
                        new SsoClients(new AwsClients(System.getenv(), args[1])).oidcEndpoint(CORP.region()));
                return;
            }
            Path home = Path.of(System.getenv("HOME"));
            SsoClients clients = args.length > 1 ? FakeIdentityCenter.clients(URI.create(args[1])) : ofThisProcess();
            SsoTokenCache cache = SsoTest.cache(home, System.err::println);
            SsoTokens tokens = new SsoTokens(cache, clients, InstantSource.fixed(TestClock.START));
            System.out.println(tokens.current(CORP).accessToken().reveal());
        }

        private static SsoClients ofThisProcess() {
            return new SsoClients(new AwsClients(System.getenv(), null));
        }
    }
}
