package io.dbvouch.access;

import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.sandbox.SandboxException;
import io.dbvouch.sandbox.SandboxOptions;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One sandbox with a database for all tests that want it, as starting one takes seconds. No fault outlasts its test. */
final class SharedSandbox implements BeforeAllCallback, AfterEachCallback, ParameterResolver {
    static final String ODD = "Arianna.O'Neil+\"x\"@example.com";
    static final String LONGEST = "b".repeat(63);
    static final String TOO_LONG = "a".repeat(64);

    private record Running(Sandbox sandbox) implements AutoCloseable {
        static Running start() {
            try {
                return new Running(Sandbox.start(SandboxOptions.defaults()
                        .withPollInterval(Duration.ZERO)
                        .withUser(ODD)
                        .withUser(LONGEST)
                        .withUser(TOO_LONG)));
            } catch (IOException | SandboxException e) {
                throw new IllegalStateException("the sandbox does not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            sandbox.close();
        }
    }

    private static Sandbox sandbox(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedSandbox.class))
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                .sandbox();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sandbox(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        sandbox(context).faults().clear();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox(context);
    }
}
