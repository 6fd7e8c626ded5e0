package io.dbvouch.sandbox.cluster;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Permits TLS 1.1 before the first test, as any of them may be the first one that uses TLS. */
public final class LegacyTlsInTests implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        LegacyTls.permit();
    }
}
