package io.dbvouch.hashing;

import com.oracle.svm.core.CPUFeatureAccess;
import com.oracle.svm.core.jdk.RuntimeSupport;
import jdk.vm.ci.amd64.AMD64;
import org.graalvm.word.Pointer;

/** The SHA extensions of x86-64 processors. */
final class ShaExtensions {
    /** Whether the processor has them. Written once, before the program begins; a field, for nothing may be called to read it. */
    static boolean present;

    private ShaExtensions() {}

    /** Asks the processor, when the executable starts. */
    static final class Probe implements RuntimeSupport.Hook {
        @Override
        public void execute(boolean isFirstIsolate) {
            present = CPUFeatureAccess.singleton().determineHostCPUFeatures().contains(AMD64.CPUFeature.SHA);
        }
    }

    /**
     * Takes a block of 64 bytes into the state of eight words (FIPS 180-4, section 6.2.2). {@link Sha256Feature} puts {@link
     * Sha256BlockNode} in the place of a call.
     */
    static native void compress(Pointer block, Pointer state);
}
