package io.dbvouch.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.List;
import jdk.net.ExtendedSocketOptions;

/** Has the system ask now and then whether a silent peer is still there (RFC 1122 §4.2.3.6). */
final class KeepAlive {
    /** Seconds of silence before the first question, and between two. */
    private static final int QUIET_SECONDS = 30;

    /** Questions without an answer, after which it is not. */
    private static final int UNANSWERED = 4;

    private KeepAlive() {}

    static void on(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (socket.supportedOptions()
                .containsAll(List.of(
                        ExtendedSocketOptions.TCP_KEEPIDLE,
                        ExtendedSocketOptions.TCP_KEEPINTERVAL,
                        ExtendedSocketOptions.TCP_KEEPCOUNT))) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, QUIET_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, QUIET_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, UNANSWERED);
        }
    }
}
