package io.dbvouch.sandbox.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private static final String GOOD = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Frds-db%2Faws4_request"
            + "&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Expires=900&X-Amz-Signature=00";

    @Test
    void ofQuery_complete_isRead() throws IncompleteSignatureException {
        Authentication read = Authentication.ofQuery(QueryParameter.parse(GOOD));

        assertThat(read.accessKeyId()).isEqualTo("AKIDEXAMPLE");
        assertThat(read.scope()).isEqualTo(new CredentialScope("20150830", "us-east-1", "rds-db"));
        assertThat(read.time()).isEqualTo("2015-08-30T12:36:00Z");
        assertThat(read.expires()).hasMinutes(15);
        assertThat(read.sessionToken()).isNull();
    }

    @Test
    void ofQuery_everyParameterMissingOrDoubled_isRefused() {
        for (String parameter : GOOD.split("&", -1)) {
            String without = GOOD.replace(parameter, "").replace("&&", "&").replaceAll("^&|&$", "");
            assertThatThrownBy(() -> Authentication.ofQuery(QueryParameter.parse(without)))
                    .isInstanceOf(IncompleteSignatureException.class)
                    .hasMessageContaining("missing");
            assertThatThrownBy(() -> Authentication.ofQuery(QueryParameter.parse(GOOD + "&" + parameter)))
                    .isInstanceOf(IncompleteSignatureException.class)
                    .hasMessageContaining("twice");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256>AWS4-ECDSA-P256-SHA256",
                "aws4_request>aws3_request",
                "AKIDEXAMPLE%2F>AKIDEXAMPLE%2F%2F",
                "20150830T123600Z>20150830123600",
                "20150830T123600Z>20150831T123600Z",
                "20150830T123600Z>20150830T253600Z",
                "Headers=host>Headers=x-amz-date",
                "Headers=host>Headers=x-a;host",
                "Expires=900>Expires=-1",
                "Expires=900>Expires=99999999999",
                "Expires=900>Expires=15m",
            })
    void ofQuery_malformed_isRefused(String change) {
        String[] fromTo = change.split(">", -1);
        assertThat(GOOD).contains(fromTo[0]);

        assertThatThrownBy(() -> Authentication.ofQuery(QueryParameter.parse(GOOD.replace(fromTo[0], fromTo[1]))))
                .isInstanceOf(IncompleteSignatureException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic YTpi",
                "AWS4-HMAC-SHA256 ",
                "AWS4-HMAC-SHA256 Credential=a/20150830/b/c/aws4_request, SignedHeaders=host",
                "AWS4-HMAC-SHA256 Credential=a/20150830/b/c/aws4_request, SignedHeaders=host, Signature=a, Signature=b",
            })
    void ofHeader_malformed_isRefused(String header) {
        assertThatThrownBy(() -> Authentication.ofHeader(header, "20150830T123600Z", null))
                .isInstanceOf(IncompleteSignatureException.class);
    }

    @Test
    void toString_hasNoSecret() throws IncompleteSignatureException {
        String text = Authentication.ofQuery(
                        QueryParameter.parse(GOOD.replace("=00", "=f00f") + "&X-Amz-Security-Token=t0ken"))
                .toString();

        assertThat(text).contains("AKIDEXAMPLE").doesNotContain("f00f", "t0ken");
    }

    @Test
    void percentEncoding_encodesAndDecodesAllOfUnicodesKinds() {
        String odd = "a b/c~d+e$é%𝄞'\"&=";

        assertThat(PercentEncoding.encode(odd)).isEqualTo("a%20b%2Fc~d%2Be%24%C3%A9%25%F0%9D%84%9E%27%22%26%3D");
        assertThat(PercentEncoding.decode(PercentEncoding.encode(odd))).isEqualTo(odd);
        assertThat(PercentEncoding.decode("a+b")).isEqualTo("a+b");
        for (String broken : List.of("%", "%4", "%zz", "a%4")) {
            assertThatIllegalArgumentException().isThrownBy(() -> PercentEncoding.decode(broken));
        }
    }
}
