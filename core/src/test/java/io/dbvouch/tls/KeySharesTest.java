package io.dbvouch.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySharesTest {
    private static SSLParameters ordered(String... groups) {
        SSLParameters parameters = new SSLParameters();
        parameters.setNamedGroups(groups);
        KeyShares.order(parameters);
        return parameters;
    }

    @ParameterizedTest
    @CsvSource({
        "x25519 secp256r1 secp384r1 secp521r1, x25519 secp384r1 secp256r1 secp521r1",
        "secp256r1 x25519 secp384r1, secp384r1 secp256r1 x25519",
        "secp384r1 secp256r1, secp384r1 secp256r1",
        "secp256r1 x448, secp256r1 x448",
        "x25519 secp384r1, x25519 secp384r1",
    })
    void order_putsP384BeforeP256AndLeavesTheRestAsItIs(String before, String after) {
        assertThat(ordered(before.split(" ")).getNamedGroups()).containsExactly(after.split(" "));
    }

    @Test
    void order_jdkThatChoosesForItself_mayGoOn() {
        SSLParameters parameters = new SSLParameters();

        KeyShares.order(parameters);

        assertThat(parameters.getNamedGroups()).isNull();
    }

    @Test
    void order_ofTheJdksOwnList_losesNoGroup() throws NoSuchAlgorithmException {
        SSLParameters own = SSLContext.getDefault().createSSLEngine().getSSLParameters();

        assertThat(ordered(own.getNamedGroups()).getNamedGroups())
                .containsExactlyInAnyOrder(own.getNamedGroups())
                .containsSubsequence("x25519", "secp384r1", "secp256r1");
    }
}
