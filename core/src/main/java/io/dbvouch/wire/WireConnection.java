package io.dbvouch.wire;

import io.dbvouch.AccessException;
import io.dbvouch.Utf8;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection that is logged in. One thread at a time sends and asks for {@link #next} answers; {@link #abort} may come from any
 * other.
 *
 * <p>What is sent is followed by answers up to {@link Answer#READY}, all of which are to be taken before something else is sent.
 */
public final class WireConnection {
    /** Milliseconds in which what is there already is read. */
    private static final int AT_ONCE = 1;

    private final Socket tls;
    private final Socket plain;
    private final Answers answers;
    private final CancelKey key;
    private final MessageWriter out;
    private volatile boolean busy;
    private volatile boolean lost;

    WireConnection(
            Socket tls,
            Socket plain,
            MessageReader in,
            int longest,
            CancelKey key,
            Map<String, String> parameters,
            char status) {
        this.tls = tls;
        this.plain = plain;
        this.key = key;
        this.answers = new Answers(in, parameters, status);
        in.allow(longest);
        try {
            this.out = new MessageWriter(tls.getOutputStream());
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Who is told what the server says beside, from now on. */
    public void listen(Listener to) {
        answers.listener = to;
    }

    /** Sends text that may hold several statements. */
    public void query(String sql) {
        refuseNul(sql);
        begin('Q').text(sql).end();
        flush();
    }

    /** Messages of the extended query protocol, which can be put together. */
    public ExtendedMessages extended() {
        return new ExtendedMessages(this);
    }

    /** Sends what was put together since the last time. */
    public void sync() {
        begin('S').end();
        flush();
    }

    /** It would end the text for the server, and leave the rest as something else. */
    static void refuseNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new AccessException.Failed("the SQL text holds a NUL character");
        }
    }

    MessageWriter begin(char type) {
        if (lost) {
            throw new AccessException.Unreachable("the connection to the server was lost");
        }
        return out.begin(type);
    }

    private void flush() {
        busy = true;
        try {
            out.flush();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /**
     * The next answer.
     *
     * @throws AccessException.Unreachable where the connection is lost
     * @throws AccessException.Failed where the server does not keep to the protocol; the connection is closed then
     */
    public Answer next() {
        try {
            Answer answer = answers.next();
            if (answer == Answer.READY) {
                busy = false;
            }
            return answer;
        } catch (IOException e) {
            throw lost(e);
        } catch (AccessException e) {
            // A listener's: what is left on the line is nobody's.
            abort();
            throw e;
        }
    }

    /**
     * Looks at the answers that follow, for as long as they are rows and no more than {@code most} bytes.
     *
     * @return whether a failure is what ends them
     */
    public boolean failsWithin(int most) {
        try {
            return answers.in.peek(most) == 'E';
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Whether {@link Answer#READY} has come behind the current answer, as it does behind the last statement's. */
    public boolean isReadyNext() {
        return answers.in.isNext('Z');
    }

    /**
     * Takes what the server has said unasked: notices, notifications, and that it has ended the session. To be called between
     * statements.
     *
     * @throws AccessException.Unreachable where the session is over
     */
    public void poll() {
        try {
            while (answers.in.ahead() > 0 || plain.getInputStream().available() > 0) {
                tls.setSoTimeout(AT_ONCE);
                Answer answer = answers.next();
                if (answer != Answer.FAILED) {
                    throw new ProtocolException("an answer that nobody asked for");
                }
                throw new EOFException(answers.failure.field('M'));
            }
        } catch (SocketTimeoutException _) {
            // A part of a message, or of what TLS says: the rest comes with the next answer.
            return;
        } catch (IOException e) {
            throw lost(e);
        } finally {
            patience(0);
        }
    }

    /**
     * How long an answer may take.
     *
     * @param millis 0 for as long as it likes
     */
    public void patience(int millis) {
        try {
            if (!lost) {
                tls.setSoTimeout(millis);
            }
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /**
     * Answers {@link Answer#COPY_IN}: sends data until there is no more of it, or the server has had enough.
     *
     * @return the answer to it
     * @throws IOException what the data throws; the server is told, and its answers up to {@link Answer#READY} are to be
     *     taken
     */
    public Answer copyIn(CopyInput data) throws IOException {
        return new CopySender(this).send(data);
    }

    /** Answers {@link Answer#COPY_IN} with a refusal; the server's answers follow. */
    public void refuseCopy(String why) {
        byte[] text = Utf8.encode(why + '\0');
        send('f', text, 0, text.length);
    }

    void send(char type, byte[] body, int from, int length) {
        try {
            out.send(type, body, from, length);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** The data that {@link Answer#COPY_DATA} brought: whole rows, as PostgreSQL sends them. */
    public byte[] copyData() {
        MessageReader in = answers.in;
        return Arrays.copyOfRange(in.buffer(), in.position(), in.end());
    }

    /**
     * Has the system ask now and then whether the server is still there, while an answer is waited for: a network that has gone
     * is found out in minutes, where it would be hours.
     */
    public void keepAlive() {
        try {
            KeepAlive.on(plain);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** What the server sends from now on, for who goes on with it: after {@link #takeAhead}. */
    InputStream input() throws IOException {
        return tls.getInputStream();
    }

    /** What has come already, and was not asked for. */
    byte[] takeAhead() {
        return answers.in.takeAhead();
    }

    /** Where to send it something. */
    OutputStream output() throws IOException {
        return tls.getOutputStream();
    }

    /** The columns of the last {@link Answer#COLUMNS}. */
    public List<Field> fields() {
        return answers.fields;
    }

    /** The current row. */
    public Row row() {
        return answers.row;
    }

    /** Of the last {@link Answer#COMPLETE}: {@code SELECT 3}, {@code CREATE TABLE}. */
    public String commandTag() {
        return answers.commandTag;
    }

    /** The last {@link Answer#FAILED}. */
    public Said failure() {
        return answers.failure;
    }

    /** What the server has said when it ended the session; empty where it did not, or has not. */
    public Optional<Said> farewell() {
        return answers.fatal ? Optional.of(answers.failure) : Optional.empty();
    }

    /** Types of a statement's parameters, as OIDs in {@code pg_type}. */
    public List<Integer> parameterTypes() {
        return answers.parameterTypes;
    }

    /** {@code I} outside of a transaction, {@code T} in one, {@code E} in one that has failed. */
    public char transactionStatus() {
        return answers.status;
    }

    /** A parameter that the server reports. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(answers.parameters.get(name));
    }

    /** All that it reports. */
    public Map<String, String> parameters() {
        return Map.copyOf(answers.parameters);
    }

    /** The server's address in numbers, as {@code getnameinfo(3)} writes it. */
    public String address() {
        return NumericAddress.of(plain.getInetAddress());
    }

    /** What it takes to stop what runs here. */
    public CancelKey cancelKey() {
        return key;
    }

    /** Bytes that the server has sent, login included, without what TLS adds. */
    public long received() {
        return answers.in.received();
    }

    /** Bytes sent since the login, likewise. */
    public long sent() {
        return out.sent();
    }

    /** Whether an answer is still to come. */
    public boolean isBusy() {
        return busy;
    }

    /** Whether the connection is over. */
    public boolean isLost() {
        return lost;
    }

    /** Says farewell, or hangs up where something still runs. */
    public void terminate() {
        try {
            if (!busy && !lost) {
                out.begin('X').end().flush();
                lost = true;
                tls.close();
            }
        } catch (IOException _) {
            // It is over either way.
            return;
        } finally {
            abort();
        }
    }

    /** Hangs up at once. Whoever waits for an answer fails. */
    public void abort() {
        lost = true;
        try {
            plain.close();
        } catch (IOException _) {
            // It is closed as well as it can be.
            return;
        }
    }

    private AccessException lost(IOException e) {
        abort();
        if (e instanceof ProtocolException) {
            return new AccessException.Failed("what the server says cannot be read: " + e.getMessage(), e);
        }
        String why = answers.fatal ? answers.failure.field('M') : String.valueOf(e.getMessage());
        return new AccessException.Unreachable("the connection to the server was lost: " + why, e);
    }
}
