package io.dbvouch.cli.shell;

import io.dbvouch.access.ServerWords;
import io.dbvouch.access.StatementResult;
import io.dbvouch.cli.shell.scan.Quoting;
import io.dbvouch.wire.ClientEncoding;
import java.io.IOException;

/** {@code \\encoding}: what the session speaks. */
final class EncodingCommand {
    private final Shell shell;

    EncodingCommand(Shell shell) {
        this.shell = shell;
    }

    Outcome run(SlashCall call) throws IOException {
        String wanted = call.arguments().argument();
        if (wanted == null) {
            shell.println(shell.settings.encoding.name());
            return Outcome.DONE;
        }
        String meant = LocaleEncoding.resolve(wanted);
        if (ClientEncoding.meansUnspoken(meant)) {
            shell.talk.error(
                    wanted + ": not spoken here: a character of it may end in a byte that reads as a backslash");
        } else {
            set(wanted, meant);
        }
        return Outcome.DONE;
    }

    private void set(String wanted, String meant) throws IOException {
        Answer answer = new Answer(shell);
        boolean answered = shell.connection.exchange(() -> {
            shell.session().run("set client_encoding to " + Quoting.literal(meant), answer);
            return true;
        });
        if (answer.failed) {
            shell.talk.error(wanted + ": invalid encoding name or conversion procedure not found");
        } else if (answered) {
            shell.followEncoding();
        }
    }

    private static final class Answer extends NoCopy {
        private final Shell shell;
        private boolean failed;

        Answer(Shell shell) {
            this.shell = shell;
        }

        @Override
        public void result(StatementResult result) {
            // It has none.
        }

        @Override
        public void notice(ServerWords notice) {
            shell.serverTalk.notice(notice, "");
        }

        @Override
        public void error(ServerWords error) {
            failed = true;
        }
    }
}
