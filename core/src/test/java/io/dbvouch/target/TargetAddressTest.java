package io.dbvouch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://db.example.com, db.example.com:5432, , ",
        "postgres://db.example.com, db.example.com:5432, , ",
        "postgresql://db.example.com/, db.example.com:5432, , ",
        "postgresql://db.example.com:, db.example.com:5432, , ",
        "postgresql://db.example.com:/mylab, db.example.com:5432, , mylab",
        "postgresql://db.example.com:5433/mylab, db.example.com:5433, , mylab",
        "postgresql://arianna@db.example.com/mylab, db.example.com:5432, arianna, mylab",
        "postgresql://@db.example.com, db.example.com:5432, , ",
        "postgresql://Arianna.O%27Neil%40example.com@db.example.com, db.example.com:5432, Arianna.O'Neil@example.com, ",
        "postgresql://a+b@db.example.com/c+d, db.example.com:5432, a+b, c+d",
        "postgresql://%C3%A9lodie@db.example.com/%E2%82%AC, db.example.com:5432, élodie, €",
        "postgresql://élodie@db.example.com/€, db.example.com:5432, élodie, €",
        "postgresql://u%3Av@db.example.com/a%2Fb%3Fc, db.example.com:5432, u:v, a/b?c",
        "postgresql://db.example.com/a/b, db.example.com:5432, , a/b",
        "postgresql://d%62.example.com, db.example.com:5432, , ",
        "postgresql://[::1], [::1]:5432, , ",
        "postgresql://[2001:db8::1]:5433/mylab, [2001:db8::1]:5433, , mylab",
        "postgresql://u@[::1]:5433, [::1]:5433, u, ",
        "postgresql://127.0.0.1:1, 127.0.0.1:1, , ",
    })
    void parse_uri_isTheTarget(String uri, String endpoint, @Nullable String user, @Nullable String dbname) {
        Target target = TargetAddress.parse(uri);

        assertThat(target.name()).isEqualTo(endpoint);
        assertThat(target.place())
                .isInstanceOfSatisfying(
                        Target.Place.Host.class,
                        host -> assertThat(host.endpoint()).hasToString(endpoint));
        assertThat(target.rules().dbUser()).isEqualTo(user);
        assertThat(target.dbname()).isEqualTo(dbname);
        assertThat(target.rules().sharedUser()).isFalse();
        assertThat(target.aws()).isEqualTo(new Target.Aws(null, null));
    }

    @Test
    void parse_parameters_areTaken() {
        Target target = TargetAddress.parse(
                "postgresql://db.example.com/x?sslmode=verify-full&sslrootcert=%2Fetc%2Fca%20x.pem&hostaddr=10.0.0.1");

        assertThat(target.tls()).isEqualTo(new Target.Tls("verify-full", Path.of("/etc/ca x.pem")));
        assertThat(target.hostaddr()).isEqualTo("10.0.0.1");
    }

    @Test
    void parse_weakSslmode_isLeftToTheConnection() {
        assertThat(TargetAddress.parse("postgresql://db/x?sslmode=require")
                        .tls()
                        .sslmode())
                .isEqualTo("require");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:hunter2@db.example.com/x",
                "postgresql://u:hunter2@[::1]/x",
                "postgresql://:hunter2@db.example.com",
                "postgresql://u:@db.example.com?x=hunter2",
                "postgresql://u:hun@ter2@db.example.com",
                "postgresql://db.example.com/x?password=hunter2",
                "postgresql://u:hun/ter2@db.example.com",
                "postgresql://u:hun?ter2@db.example.com",
                "postgresql://u:hunter2%@db.example.com",
                "postgresql://u:hunter2@",
                "postgresql://u:hunter2@,b",
            })
    void parse_password_isRefusedAndNotRepeated(String uri) {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TargetAddress.parse(uri))
                .satisfies(e -> assertThat(e.getMessage() + e.hints() + e.notes() + e.evidence())
                        .doesNotContain("hunter2", "hun", "ter2"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiterString = " => ",
            value = {
                "postgresql:// => that is no connection URI of one host",
                "postgresql:///mylab => that is no connection URI of one host",
                "postgresql://a,b/mylab => that is no connection URI of one host",
                "postgresql://a:1,b:2/mylab => that is no connection URI of one host",
                "postgresql://a:x/mylab => that is no connection URI of one host",
                "postgresql://a:5432x => that is no connection URI of one host",
                "postgresql://[::1/x => that is no connection URI of one host",
                "postgresql://[::1],[::2]/x => that is no connection URI of one host",
                "postgresql://[] => \"\" is no host name",
                "postgresql://a:0 => port 0 is not between 1 and 65535",
                "postgresql://a:65536 => port 65536 is not between 1 and 65535",
                "postgresql://a:99999999999 => port 99999999999 is not between 1 and 65535",
                "postgresql://a[b => \"a[b\" is no host name",
                "postgresql://%2Fvar%2Frun/x => \"/var/run\" is no host name",
                "postgresql://a/% => a % of the connection URI is not followed by two hex digits",
                "postgresql://a/%4 => a % of the connection URI is not followed by two hex digits",
                "postgresql://a/%zz => a % of the connection URI is not followed by two hex digits",
                "postgresql://a/%-1 => a % of the connection URI is not followed by two hex digits",
                "postgresql://a/%00 => the connection URI holds a %00",
                "postgresql://a/%ff => the connection URI is not UTF-8",
                "postgresql://a?sslmode= => the connection URI's parameter \"sslmode\" is empty",
                "postgresql://a?hostaddr => the connection URI's parameter \"hostaddr\" is empty",
                "postgresql://a?hostaddr=b => hostaddr \"b\" is no IP address",
            })
    void parse_whatCannotBe_isRefused(String uri, String message) {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TargetAddress.parse(uri))
                .withMessage(message);
    }

    @Test
    void parse_unknownParameter_isNamed() {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TargetAddress.parse("postgresql://a?options=-c%20x"))
                .withMessageContaining(
                        "parameter \"options\" is not known; known are sslmode, sslrootcert and hostaddr");
    }

    @Test
    void parse_anything_isATargetOrABadConfiguration() {
        Random random = new Random(7);
        String alphabet = "ab1:@/?#[]%&=,.-_ +4\0é€\uD83D\uDE00'\"";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder uri = new StringBuilder("postgresql://");
            for (int n = random.nextInt(30); n > 0; n--) {
                uri.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(TargetAddress.parse(uri.toString()).name())
                        .as("%s", uri)
                        .contains(":");
            } catch (AccessException.BadConfiguration e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
