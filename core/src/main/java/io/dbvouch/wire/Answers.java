package io.dbvouch.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes sense of the server's messages. */
final class Answers {
    /** As many columns as a table can have ({@code MaxHeapAttributeNumber}); a query's result has no more than 1,664. */
    private static final int MOST_COLUMNS = 1664;

    final MessageReader in;
    final Row row = new Row();
    final Map<String, String> parameters;
    Listener listener = Listener.NONE;
    List<Field> fields = List.of();
    List<Integer> parameterTypes = List.of();
    String commandTag = "";
    Said failure = new Said(Map.of());
    volatile char status;
    volatile boolean fatal;
    /** Whether rows may come. */
    private boolean described;

    private boolean copying;

    Answers(MessageReader in, Map<String, String> parameters, char status) {
        this.in = in;
        this.parameters = new ConcurrentHashMap<>(parameters);
        this.status = status;
    }

    /** Takes messages up to the next one that answers something. */
    Answer next() throws IOException {
        while (true) {
            int type = in.next();
            if (type == MessageReader.END) {
                throw new EOFException("the server hung up");
            }
            Answer answer = read(type);
            if (answer != null) {
                return answer;
            }
        }
    }

    private @Nullable Answer read(int type) throws ProtocolException {
        if (type == 'D') {
            if (!described) {
                throw new ProtocolException("a row without columns");
            }
            row.read(in, fields.size());
            return Answer.ROW;
        }
        if (type == 'd') {
            if (!copying) {
                throw new ProtocolException("data that nobody asked for");
            }
            return Answer.COPY_DATA;
        }
        Answer answer = seldom(type);
        in.done();
        return answer;
    }

    private @Nullable Answer seldom(int type) throws ProtocolException {
        return switch (type) {
            case 'T' -> columns();
            case 'C' -> {
                commandTag = in.text();
                yield ended(Answer.COMPLETE);
            }
            case 'I' -> ended(Answer.EMPTY);
            case 'E' -> {
                failure = Said.read(in);
                fatal = failure.isFatal();
                yield ended(Answer.FAILED);
            }
            case 'Z' -> ready();
            case 'G' -> copy(Answer.COPY_IN);
            case 'H' -> copy(Answer.COPY_OUT);
            case 'c' -> Answer.COPY_DONE;
            case '1' -> Answer.PARSED;
            case '2' -> Answer.BOUND;
            case '3' -> Answer.CLOSED;
            case 'n' -> ended(Answer.NO_DATA);
            case 't' -> parameterTypes();
            case 'N' -> {
                listener.notice(Said.read(in));
                yield null;
            }
            case 'A' -> {
                listener.notification(in.int32(), in.text(), in.text());
                yield null;
            }
            case 'S' -> {
                String name = in.text();
                String value = in.text();
                parameters.put(name, value);
                if (name.equals("client_encoding")) {
                    in.encoding(ClientEncoding.of(value));
                }
                listener.parameter(name, value);
                yield null;
            }
            default ->
                throw new ProtocolException("a message of an unknown type, 0x" + Integer.toHexString(type & 0xFF));
        };
    }

    private Answer columns() throws ProtocolException {
        int count = in.int16();
        if (count > MOST_COLUMNS) {
            throw new ProtocolException(count + " columns");
        }
        List<Field> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.text();
            in.take(Integer.BYTES + Short.BYTES);
            int type = in.int32();
            in.take(Short.BYTES);
            int modifier = in.int32();
            if (in.int16() != 0) {
                throw new ProtocolException("values in a form that was not asked for");
            }
            all.add(new Field(name, type, modifier));
        }
        fields = List.copyOf(all);
        described = true;
        return Answer.COLUMNS;
    }

    private Answer parameterTypes() throws ProtocolException {
        int count = in.int16();
        List<Integer> all = new ArrayList<>(Math.min(count, MOST_COLUMNS));
        for (int i = 0; i < count; i++) {
            all.add(in.int32());
        }
        parameterTypes = List.copyOf(all);
        return Answer.PARAMETERS;
    }

    private Answer copy(Answer answer) throws ProtocolException {
        // In which format the data is, and each of so many columns, is for whoever reads it.
        in.int8();
        in.take(in.int16() * Short.BYTES);
        copying = answer == Answer.COPY_OUT;
        return answer;
    }

    private Answer ready() throws ProtocolException {
        int next = in.int8();
        if (next != 'I' && next != 'T' && next != 'E') {
            throw new ProtocolException("a transaction status 0x" + Integer.toHexString(next));
        }
        status = (char) next;
        return ended(Answer.READY);
    }

    private Answer ended(Answer answer) {
        described = false;
        copying = false;
        return answer;
    }
}
