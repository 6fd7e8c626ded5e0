package io.dbvouch.cli.command;

/** How much is told, and help: for every command. */
public final class Verbosity implements Model.Shared {
    boolean verbose;

    boolean debug;

    /** Whether evidence is shown. */
    public boolean isVerbose() {
        return verbose || debug;
    }

    /** Whether logs and stack traces are shown. */
    public boolean isDebug() {
        return debug;
    }

    @Override
    public void addTo(Model model) {
        model.everywhere("tell more of what goes on, and evidence of failures", value -> verbose = value, "--verbose")
                .everywhere(
                        "log what the libraries do, and stack traces; no secrets", value -> debug = value, "--debug")
                .help("show this help", "-?", "--help");
    }
}
