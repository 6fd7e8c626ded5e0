package io.dbvouch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumericAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "::1, ::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
        "2001:db8::, 2001:db8::",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6"
    })
    void of_addresses_areAsTheSystemWritesThem(String address, String written) {
        assertThat(NumericAddress.of(InetAddress.ofLiteral(address))).isEqualTo(written);
    }
}
