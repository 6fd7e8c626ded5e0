package io.dbvouch.packaging.transcript;

import io.dbvouch.sandbox.cluster.LegacyTls;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Permits the sandboxes TLS 1.1 before the first test. The program runs in processes of its own, and has to refuse it. */
public final class LegacyTlsInTests implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        LegacyTls.permit();
    }
}
