package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.shell.session.SqlSession;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Gives whatever session there is to be had, in a program that is told to end or not. */
record FakeReconnection(Supplier<SqlSession> sessions, BooleanSupplier toldToEnd) implements Shell.Reconnection {
    FakeReconnection(Supplier<SqlSession> sessions) {
        this(sessions, () -> false);
    }

    @Override
    public SqlSession to(String database) {
        return sessions.get();
    }

    @Override
    public SqlSession again() {
        return sessions.get();
    }

    @Override
    public boolean ending() {
        return toldToEnd.getAsBoolean();
    }

    @Override
    public void whoami(TextSink out) throws IOException {
        out.write("person  ari\n");
    }

    @Override
    public void ledger(TextSink out) throws IOException {
        out.write("session.opened\n");
    }
}
