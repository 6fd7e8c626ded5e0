package io.dbvouch.cli.shell;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Lines as somebody types them, one at a time, who presses Ctrl-C in between. */
final class InterruptedTyping extends InputStream {
    static final String CTRL_C = "\u0003";

    private final Deque<String> lines;
    private Runnable interrupt = () -> {};
    private byte[] line = {};
    private int at;

    InterruptedTyping(String... lines) {
        this.lines = new ArrayDeque<>(List.of(lines));
    }

    /** What a Ctrl-C does. It comes while the line behind it is waited for. */
    void interrupts(Runnable action) {
        interrupt = action;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        while (at == line.length) {
            String next = lines.poll();
            if (next == null) {
                return -1;
            }
            if (next.equals(CTRL_C)) {
                interrupt.run();
                continue;
            }
            line = (next + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(Arrays.copyOfRange(line, at, at + count), 0, into, from, count);
        at += count;
        return count;
    }
}
