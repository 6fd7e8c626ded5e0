package io.dbvouch.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a driver says, but for its startup message: of that, user and database are kept, and what else the session is to
 * have comes from us. Drivers ask for a time zone, formats and an encoding of their own there.
 */
final class LoginOutput extends OutputStream {
    private static final int LONGEST = 64 * 1024;

    private final OutputStream out;
    private final Map<String, String> parameters;
    private @Nullable ByteArrayOutputStream startup = new ByteArrayOutputStream();

    LoginOutput(OutputStream out, Map<String, String> parameters) {
        this.out = out;
        this.parameters = parameters;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (startup == null) {
            out.write(bytes, offset, length);
            return;
        }
        startup.write(bytes, offset, length);
        ByteBuffer packet = ByteBuffer.wrap(startup.toByteArray());
        if (packet.remaining() < Integer.BYTES || packet.remaining() < packet.getInt(0)) {
            return;
        }
        int end = packet.getInt(0);
        if (end > LONGEST || end < 8) {
            throw new IOException("a startup message of " + end + " bytes");
        }
        startup = null;
        StartupPacket asked = StartupPacket.parse(packet.slice(Integer.BYTES, end - Integer.BYTES));
        Map<String, String> all = new LinkedHashMap<>();
        for (String kept : new String[] {"user", "database"}) {
            all.put(kept, asked.parameters().getOrDefault(kept, ""));
        }
        all.putAll(parameters);
        out.write(new StartupPacket(asked.version(), all).encoded());
        out.write(bytes, offset + length - (packet.capacity() - end), packet.capacity() - end);
    }

    @Override
    public void flush() throws IOException {
        if (startup == null) {
            out.flush();
        }
    }
}
