package io.dbvouch.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * What a server wants to see before it stops what another connection runs. The key is a secret of the two sides.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS">Canceling requests</a>
 */
public final class CancelKey {
    private static final int CANCEL_REQUEST = 80877102;

    private final int pid;
    private final byte[] key;

    /** The key of a server process. */
    public CancelKey(int pid, byte[] key) {
        this.pid = pid;
        this.key = key.clone();
    }

    /** The server's process. */
    public int pid() {
        return pid;
    }

    /** Whether somebody who shows this key may stop what it stands for. Takes as long whichever byte is wrong. */
    public boolean matches(CancelKey shown) {
        return pid == shown.pid && MessageDigest.isEqual(key, shown.key);
    }

    /** The key alone. */
    public byte[] key() {
        return key.clone();
    }

    /**
     * Asks, on a connection made for it, and waits for the server to hang up, by which it has passed the request on.
     *
     * @throws IOException where it cannot be asked, or does not hang up within the stream's time limit
     */
    public void send(OutputStream out, InputStream in) throws IOException {
        int length = 12 + key.length;
        out.write(ByteBuffer.allocate(length)
                .putInt(length)
                .putInt(CANCEL_REQUEST)
                .putInt(pid)
                .put(key)
                .array());
        out.flush();
        if (in.read() >= 0) {
            throw new ProtocolException("the server answers a request to cancel");
        }
    }

    @Override
    public String toString() {
        return "the key of " + pid;
    }
}
