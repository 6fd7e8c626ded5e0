package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8SinkTest {
    @Test
    void pair_acrossTheEndOfTheBuffer_staysTogether() {
        // One of four starts puts the middle of a pair at the end of any buffer of an even size.
        for (int start = 0; start < 4; start++) {
            String text = "x".repeat(start) + "😀é東".repeat(20_000);

            assertThat(Written.by(sink -> sink.write(text))).isEqualTo(text);
            assertThat(Written.by(sink -> {
                        for (int i = 0; i < text.length(); i++) {
                            sink.write(text.charAt(i));
                        }
                    }))
                    .isEqualTo(text);
        }
    }

    @Test
    void surrogate_withoutItsHalf_isQuestionMark() {
        assertThat(Written.by(sink -> sink.write("a\uD83Db\uDE00c\uD83D"))).isEqualTo("a?b?c?");
    }

    /** Also where the second half of a pair looks like one. */
    @Test
    void bytesThatAreKept_areThem() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Sink sink = new Utf8Sink(bytes)) {
            sink.write("a\uDCE9\uDD80\uDEFF🚀");
            sink.write('\uDC9B');
            for (char half : "🚀".toCharArray()) {
                sink.write(half);
            }
            sink.write("\uDC80".repeat(100_000));
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(new byte[] {'a', (byte) 0xE9, (byte) 0x80, (byte) 0xFF});
        expected.writeBytes("🚀".getBytes(StandardCharsets.UTF_8));
        expected.write(0x9B);
        expected.writeBytes("🚀".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 100_000; i++) {
            expected.write(0x80);
        }

        assertThat(bytes.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void bytes_betweenCharacters_areWrittenAsTheyAre() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] invalid = {'x', (byte) 0xFF, (byte) 0xC3, 'y'};
        byte[] large = "東".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        try (Utf8Sink sink = new Utf8Sink(bytes)) {
            sink.write("a\uD83D");
            sink.writeUtf8(invalid, 1, 2);
            sink.write('b');
            sink.writeUtf8(large, 0, large.length);
            sink.write('c');
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(new byte[] {'a', '?', (byte) 0xFF, (byte) 0xC3, 'b'});
        expected.writeBytes(large);
        expected.write('c');

        assertThat(bytes.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void flush_handsOverEverything() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Sink sink = new Utf8Sink(bytes)) {
            sink.write("data");
            assertThat(bytes.size()).isZero();
            sink.flush();
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("data");
        }
    }

    @Test
    void flush_afterAFailedOne_writesNothingOfIt() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean[] full = {true};
        OutputStream disk = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (full[0]) {
                    throw new IOException("No space left on device");
                }
                bytes.write(b);
            }
        };
        Utf8Sink sink = new Utf8Sink(disk);
        sink.write("lost");
        assertThatThrownBy(sink::flush).hasMessage("No space left on device");

        sink.flush();
        full[0] = false;
        sink.write("new");
        sink.flush();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("new");
    }

    @Test
    void close_ofBrokenPipe_closesAndFails() {
        boolean[] closed = new boolean[1];
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Utf8Sink sink = new Utf8Sink(broken);

        assertThatThrownBy(() -> {
                    sink.write('x');
                    sink.close();
                })
                .isInstanceOf(IOException.class)
                .hasMessage("Broken pipe");
        assertThat(closed[0]).isTrue();
    }
}
