package io.dbvouch.cli.command;

import io.dbvouch.cli.output.QrCode;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.StatusLine;
import io.dbvouch.cli.output.TerminalAbilities;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.identity.DeviceCode;
import io.dbvouch.identity.SignInPrompt;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks the person at the terminal, on standard error. */
final class TerminalPrompt implements SignInPrompt, AutoCloseable {
    /** Narrow enough for every terminal; a status line that wraps could not be erased. */
    private static final int STATUS_COLUMNS = 72;

    private final Invocation invocation;
    private final boolean opensBrowser;
    private final boolean terminal = StandardStream.ERROR.isTerminal();
    private final TerminalAbilities abilities;
    private @Nullable StatusLine status;

    TerminalPrompt(Invocation invocation, boolean opensBrowser) {
        this.invocation = invocation;
        this.opensBrowser = opensBrowser;
        this.abilities = TerminalAbilities.of(invocation.environment(), terminal);
    }

    @Override
    public void openBrowser(URI page) {
        boolean opened = opensBrowser && open(page);
        invocation
                .err()
                .println(
                        opened
                                ? "Your browser is to open for the sign-in. If it does not, open this address in it:"
                                : "Open this address in a browser on this machine to sign in:");
        invocation.err().println();
        invocation.err().println("  " + TerminalText.line(page.toString()));
        invocation.err().println();
    }

    @Override
    public void showDeviceCode(DeviceCode code) {
        invocation.err().println("Open this address in a browser, on any machine:");
        invocation.err().println();
        invocation
                .err()
                .println("  " + TerminalText.line(code.verificationUriComplete().toString()));
        invocation.err().println();
        invocation.err().println("and check that it shows this code:  " + TerminalText.line(code.userCode()));
        invocation.err().println();
        if (terminal) {
            QrCode.draw(code.verificationUriComplete().toString(), abilities.unicode(), invocation.colour())
                    .ifPresent(invocation.err()::println);
            countDownTo(code.expiresAt());
        }
    }

    @Override
    public void waiting(Duration left) {
        if (status == null) {
            countDownTo(invocation.clock().instant().plus(left));
        }
    }

    private void countDownTo(Instant end) {
        status = StatusLine.start(
                invocation.err(), abilities, STATUS_COLUMNS, "waiting for the sign-in", end, invocation.clock());
    }

    @Override
    public void waitingForOther() {
        invocation.say("another dbvouch is signing in; waiting for it");
    }

    @Override
    public void refusedCallback(int times) {
        invocation.say("refused an answer that is not to this sign-in; still waiting");
    }

    @Override
    public void close() {
        done();
    }

    /** Takes the status line away. */
    void done() {
        if (status != null) {
            status.close();
            status = null;
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }

    /** {@code $BROWSER}, else what the system opens addresses with. */
    private boolean open(URI page) {
        String browser = invocation.environment().getOrDefault("BROWSER", "");
        String opener = !browser.isEmpty() ? browser : isLinux() ? "xdg-open" : "open";
        try {
            new ProcessBuilder(opener, page.toString())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
