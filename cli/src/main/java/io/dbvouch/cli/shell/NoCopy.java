package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.session.SqlSession;

/** Takes no data: for statements of the shell's own. */
abstract class NoCopy implements SqlSession.Events {
    @Override
    public void copyOut(Source data) {
        throw new IllegalStateException("no COPY was asked for");
    }

    @Override
    public void copyIn(Sink data) {
        throw new IllegalStateException("no COPY was asked for");
    }
}
