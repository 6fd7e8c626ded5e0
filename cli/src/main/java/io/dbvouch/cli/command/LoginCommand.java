package io.dbvouch.cli.command;

import io.dbvouch.access.Brokerage;
import io.dbvouch.access.Person;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Interrupts;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.identity.SignIn;
import io.dbvouch.identity.SignInFlow;
import io.dbvouch.role.RoleSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch login}. */
final class LoginCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    SignInChoice choice = new SignInChoice();

    boolean deviceCode;

    boolean noBrowser;

    LoginCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "login", "Sign in at the company's identity provider.")
                .with(choice)
                .flag("sign in with a browser on any machine, by a code", value -> deviceCode = value, "--device-code")
                .flag("show the address, and open no browser", value -> noBrowser = value, "--no-browser")
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        choice.check(spec);
        try (Interrupts interrupts = new Interrupts();
                Brokerage brokerage = invocation.open("login");
                TerminalPrompt prompt = new TerminalPrompt(invocation, !noBrowser)) {
            // The sign-in gives up in good order: the port is closed, the status line erased, the failure on record.
            interrupts.onInterrupt(Thread.currentThread()::interrupt);
            SignInChoice.Chosen chosen = choice.resolve(brokerage.profiles());
            String name = chosen.profile() == null ? null : chosen.profile().name();
            SignInFlow flow = SignInFlow.choose(new SignInFlow.Situation(
                    chosen.session(),
                    deviceCode,
                    noBrowser,
                    invocation.environment(),
                    System.getProperty("os.name", "")));
            SignIn signIn = brokerage.signInDesk(name).signIn(chosen.session(), flow, prompt);
            prompt.done();
            String until = Times.until(signIn.expiresAt(), invocation.clock());
            invocation.say("signed in to " + chosen.session().label() + ", " + until);
            if (chosen.profile() != null) {
                // With a role the chain can be joined as far as the person, which tells who signed in.
                RoleSession role = brokerage.broker(name).roleSession(chosen.profile());
                invocation.say("you are \"" + Person.of(role).name() + "\", with "
                        + chosen.profile().role().roleName() + " in account "
                        + role.caller().account());
            }
        }
        return ExitCode.DONE;
    }
}
