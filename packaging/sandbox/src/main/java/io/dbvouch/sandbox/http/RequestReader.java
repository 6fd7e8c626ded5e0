package io.dbvouch.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection: RFC 9112, with Content-Length and chunked bodies. */
final class RequestReader {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_BODY = 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private int headBytes;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /**
     * The next request; empty when the client has closed the connection between two.
     *
     * @throws BadRequestException when what came is not a request that this server takes
     */
    Optional<Request> next() throws IOException, BadRequestException {
        headBytes = 0;
        String requestLine = line();
        if (requestLine == null) {
            return Optional.empty();
        }
        String[] parts = requestLine.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.") || !parts[1].startsWith("/")) {
            throw new BadRequestException("not an HTTP/1.1 request line with a path");
        }
        Map<String, List<String>> headers = headers();
        if (headers.getOrDefault("host", List.of()).size() != 1) {
            throw new BadRequestException("exactly one Host header is needed");
        }
        byte[] body = body(headers);
        int question = parts[1].indexOf('?');
        String path = question < 0 ? parts[1] : parts[1].substring(0, question);
        String query = question < 0 ? "" : parts[1].substring(question + 1);
        return Optional.of(new Request(parts[0].toUpperCase(Locale.ROOT), path, query, headers, body));
    }

    private Map<String, List<String>> headers() throws IOException, BadRequestException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        while (true) {
            String line = line();
            if (line == null) {
                throw new EOFException("the connection ended inside the headers");
            }
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || !line.substring(0, colon).strip().equals(line.substring(0, colon))) {
                throw new BadRequestException("not a header line");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException, BadRequestException {
        List<String> length = headers.getOrDefault("content-length", List.of());
        List<String> coding = headers.getOrDefault("transfer-encoding", List.of());
        if (length.isEmpty() && coding.isEmpty()) {
            return new byte[0];
        }
        if (headers.getOrDefault("expect", List.of()).stream().anyMatch("100-continue"::equalsIgnoreCase)) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        if (coding.isEmpty() && length.size() == 1) {
            return exactly(number(length.getFirst(), 10));
        }
        // A request with both could mean two things to two readers (RFC 9112, section 6.3).
        if (length.isEmpty() && coding.size() == 1 && coding.getFirst().equalsIgnoreCase("chunked")) {
            return chunks();
        }
        throw new BadRequestException("the length of the body is not clear");
    }

    private byte[] chunks() throws IOException, BadRequestException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            if (size == null) {
                throw new EOFException("the connection ended inside the body");
            }
            int semicolon = size.indexOf(';');
            int length = number((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
            if (body.size() + length > MAX_BODY) {
                throw new BadRequestException("the body is too large");
            }
            body.writeBytes(exactly(length));
            String end = line();
            if (length == 0) {
                while (end != null && !end.isEmpty()) {
                    end = line();
                }
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException, BadRequestException {
        if (length > MAX_BODY) {
            throw new BadRequestException("the body is too large");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended inside the body");
        }
        return bytes;
    }

    private static int number(String text, int radix) throws BadRequestException {
        try {
            return Integer.parseUnsignedInt(text, radix) & Integer.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new BadRequestException("not a length");
        }
    }

    private @Nullable String line() throws IOException, BadRequestException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b != '\n') {
            if (b < 0) {
                throw new EOFException("the connection ended inside a line");
            }
            if (++headBytes > MAX_HEAD) {
                throw new BadRequestException("the headers are too large");
            }
            line.write(b);
            b = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
