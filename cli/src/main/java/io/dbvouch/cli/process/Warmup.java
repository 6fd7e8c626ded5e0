package io.dbvouch.cli.process;

import io.dbvouch.DaemonThreads;
import io.dbvouch.tls.KeyShares;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import javax.crypto.Mac;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * What a JVM takes long to do for the first time, done on a thread of its own while the command reads its files and waits for
 * the disk. An AOT cache holds classes, but neither tables nor compiled code: a greeting in TLS has keys of two curves made
 * ({@link KeyShares}), which takes 30 ms and more. With a processor idle this is 14 ms off connect's 228, and a key of Ed25519 7
 * off token's 120; begun even before the command line is read, it keeps the compiler from that and takes longer than it saves. A
 * native executable has all of it done when it is wanted.
 */
public final class Warmup {
    private Warmup() {}

    /** For a command that makes entries in the ledger, which signs. */
    public static void forSignatures() {
        start(Warmup::sign);
    }

    /** For a command that logs in to a database, too. */
    public static void forSession() {
        start(() -> {
            greeting();
            sign();
        });
    }

    private static void start(Runnable work) {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") == null) {
            DaemonThreads.named("warmup").start(work);
        }
    }

    private static void sign() {
        try {
            Mac.getInstance("HmacSHA256");
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException _) {
            // Whoever needs it says so.
        }
    }

    /** A ClientHello of TLS (RFC 8446 §4.1.2), to nobody. */
    static ByteBuffer greeting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            KeyShares.order(parameters);
            engine.setSSLParameters(parameters);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            return hello.flip();
        } catch (GeneralSecurityException | SSLException _) {
            return ByteBuffer.allocate(0);
        }
    }
}
