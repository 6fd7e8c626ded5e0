package io.dbvouch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

class AwsClientsTest {
    private static void build(Map<String, String> environment, String region) {
        new AwsClients(environment, null)
                .configure(StsClient.builder(), "STS", region)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()
                .close();
    }

    @Test
    void endpoint_serviceBeatsAll_emptyCountsAsNotSet() {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL_STS",
                "http://127.0.0.1:1/x",
                "AWS_ENDPOINT_URL_SSO",
                "",
                "AWS_ENDPOINT_URL",
                "https://all");
        AwsClients clients = new AwsClients(environment, null);

        assertThat(clients.endpoint("STS")).isEqualTo(URI.create("http://127.0.0.1:1/x"));
        assertThat(clients.endpoint("sts")).isEqualTo(URI.create("http://127.0.0.1:1/x"));
        assertThat(clients.endpoint("SSO")).isEqualTo(URI.create("https://all"));
        assertThat(clients.endpoint("RDS")).isEqualTo(URI.create("https://all"));
        assertThat(new AwsClients(Map.of(), null).endpoint("STS")).isNull();
        assertThat(new AwsClients(Map.of("AWS_ENDPOINT_URL", ""), null).endpoint("STS"))
                .isNull();
    }

    @Test
    void endpoint_toBeIgnored_isIgnored() {
        Map<String, String> environment =
                Map.of("AWS_ENDPOINT_URL_STS", "http://h", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True");

        assertThat(new AwsClients(environment, null).endpoint("STS")).isNull();
        assertThat(new AwsClients(
                                Map.of("AWS_ENDPOINT_URL", "http://h", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "no"),
                                null)
                        .endpoint("STS"))
                .isEqualTo(URI.create("http://h"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4566",
                "127.0.0.1",
                "/path",
                "ftp://hunter2",
                "http://",
                "http:///x",
                "http:x",
                "http://a b",
                "https://u:hunter2@host",
                "http://[::1",
                " ",
            })
    void configure_endpointThatIsNoUrl_isNamedByItsVariableAndNotRepeated(String url) {
        for (String variable : new String[] {"AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"}) {
            assertThatExceptionOfType(AccessException.BadConfiguration.class)
                    .isThrownBy(() -> build(Map.of(variable, url), "eu-west-1"))
                    .satisfies(e ->
                            assertThat(e.getMessage()).matches(variable + " is no (URL|http or https URL of a host)"))
                    .withNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "EU-WEST-1", "eu west 1", "eu-west-1/", "-", "eu_west", "a.b", "é"})
    void configure_whatIsNoRegion_isRefused(String region) {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> build(Map.of(), region))
                .withMessage("\"" + region + "\" is no AWS region");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "mars-north-1"})
    void configure_region_isTaken(String region) {
        build(Map.of("AWS_ENDPOINT_URL", "http://localhost:1"), region);
        build(Map.of(), region);
    }
}
