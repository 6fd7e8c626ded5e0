package io.dbvouch;

import io.dbvouch.sandbox.cluster.LegacyTls;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Permits TLS 1.1 before the first test, so that a server can offer it and our side has to refuse it. */
public final class LegacyTlsInTests implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        LegacyTls.permit();
    }
}
