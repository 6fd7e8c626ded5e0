package io.dbvouch.cli.shell;

import io.dbvouch.access.ServerWords;
import io.dbvouch.cli.output.ErrorFormat;
import io.dbvouch.cli.output.ErrorFormat.ContextVisibility;
import io.dbvouch.cli.output.ErrorFormat.Verbosity;
import io.dbvouch.cli.output.ServerMessage;
import io.dbvouch.cli.output.ServerMessage.Field;
import org.jspecify.annotations.Nullable;

/** Says what the server says, as much of it as is wanted. */
final class ServerTalk {
    private final Talk talk;
    private final Settings settings;
    private @Nullable ServerMessage lastError;
    private @Nullable String lastStatement;

    ServerTalk(Talk talk, Settings settings) {
        this.talk = talk;
        this.settings = settings;
    }

    void notice(ServerWords words, String statement) {
        talk.info(format().notice(message(words), settings.encoding.read(statement)));
    }

    void error(ServerWords words, String statement) {
        ServerMessage message = message(words);
        lastError = message;
        lastStatement = settings.encoding.read(statement);
        talk.info(format().error(message, lastStatement));
    }

    /** Everything about the last error; null where there was none. */
    @Nullable
    String lastErrorVerbose() {
        return lastError == null
                ? null
                : new ErrorFormat(Verbosity.VERBOSE, ContextVisibility.ALWAYS).error(lastError, lastStatement);
    }

    private ErrorFormat format() {
        return new ErrorFormat(settings.verbosity, settings.showContext);
    }

    private static ServerMessage message(ServerWords said) {
        ServerMessage message = new ServerMessage(said.severity(), said.sqlState(), said.message());
        for (Field field : Field.values()) {
            message = message.with(field, said.fields().get(field.code()));
        }
        return message;
    }
}
