package io.dbvouch.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormTest {
    @Test
    void parse_encodedText_isDecoded() {
        Form form = Form.parse("a=1&b=x+y%20z%26&a=2&c=&d&%C3%A9=%F0%9D%84%9E");

        assertThat(form.all("a")).containsExactly("1", "2");
        assertThat(form.get("b")).contains("x y z&");
        assertThat(form.get("c")).isEmpty();
        assertThat(form.get("d")).isEmpty();
        assertThat(form.get("é")).contains("𝄞");
        assertThat(form.get("nothing")).isEmpty();
    }

    @Test
    void parse_brokenEncoding_standsForItself() {
        assertThat(Form.parse("a=100%&b=%zz&c=%4").get("a")).contains("100%");
        assertThat(Form.parse("b=%zz").get("b")).contains("%zz");
        assertThat(Form.parse("c=%4").get("c")).contains("%4");
    }
}
