package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.Utf8Sink;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.shell.session.SqlSession;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Shells without a terminal, whose standard input is empty. */
final class Shells {
    private Shells() {}

    static Shell shell(
            Map<String, String> environment,
            OutputStream out,
            OutputStream err,
            SqlSession session,
            Shell.Reconnection reconnection,
            BooleanSupplier stopped) {
        Invocation invocation = new Invocation(
                environment,
                new Utf8Sink(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InstantSource.system(),
                "1.0");
        return new Shell(invocation, invocation.out(), InputStream.nullInputStream(), session, reconnection, stopped);
    }
}
