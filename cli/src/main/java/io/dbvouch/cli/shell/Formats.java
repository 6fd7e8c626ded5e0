package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.ResultFormat;
import io.dbvouch.cli.output.ShownBytes;
import io.dbvouch.cli.output.TableOptions;
import io.dbvouch.wire.ClientEncoding;
import org.jspecify.annotations.Nullable;

/** Formats for results as they come, in what the session speaks. */
final class Formats {
    private final Shell shell;

    Formats(Shell shell) {
        this.shell = shell;
    }

    /**
     * The format to write a result in; null where it cannot say what is not UTF-8, which has been said.
     *
     * @param options as {@link PrintSettings#options} has them, perhaps with another title and footers
     */
    @Nullable
    ResultFormat format(PrintSettings print, TableOptions options, QueryOutput to) {
        ClientEncoding encoding = shell.settings.encoding;
        int columns = shell.terminalColumns(to);
        if (encoding.isUtf8()) {
            return print.format(options, columns);
        }
        if (print.form == PrintSettings.Form.JSON) {
            shell.talk.error("JSON is UTF-8, and client_encoding is " + encoding.name()
                    + ": set it to UTF8, or choose another format");
            return null;
        }
        if (to.isTerminal()) {
            return new ShownBytes(print.format(options, columns));
        }
        String title = options.title();
        return print.format(
                options.withNullText(encoding.read(options.nullText()))
                        .withTitle(title == null ? null : encoding.read(title)),
                columns);
    }
}
