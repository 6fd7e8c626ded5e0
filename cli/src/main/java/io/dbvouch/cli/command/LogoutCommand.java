package io.dbvouch.cli.command;

import io.dbvouch.access.Brokerage;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.identity.SsoLogout;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch logout}. */
final class LogoutCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    SignInChoice choice = new SignInChoice();

    LogoutCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "logout", "End the sign-in, and forget the role sessions it led to.")
                .with(choice)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        choice.check(spec);
        try (Brokerage brokerage = invocation.open("logout")) {
            SignInChoice.Chosen chosen = choice.resolve(brokerage.profiles());
            String label = chosen.session().label();
            String name = chosen.profile() == null ? null : chosen.profile().name();
            switch (brokerage.signInDesk(name).signOut(chosen.session())) {
                case SsoLogout.Outcome.NotSignedIn _ -> invocation.say("not signed in to " + label);
                case SsoLogout.Outcome.SignedOut _ -> invocation.say("signed out of " + label);
                case SsoLogout.Outcome.AlreadyOver _ ->
                    invocation.say("the sign-in to " + label + " had ended already; forgotten here");
                case SsoLogout.Outcome.HereOnly here -> {
                    invocation.say("signed out of " + label + " on this machine only: "
                            + here.why().getMessage());
                    return ExitCode.of(here.why());
                }
            }
        }
        return ExitCode.DONE;
    }
}
