package io.dbvouch.hashing;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.snippets.SubstrateForeignCallTarget;
import com.oracle.svm.graal.RuntimeCPUFeatureRegion;
import jdk.graal.compiler.replacements.nodes.MessageDigestNode.SHA256Node;
import jdk.vm.ci.amd64.AMD64;
import org.graalvm.word.Pointer;

/** What {@code sun.security.provider.SHA2} calls for each block. */
@TargetClass(className = "com.oracle.svm.graal.stubs.SVMIntrinsicStubsGen")
final class Sha256Stub {
    private Sha256Stub() {}

    @Substitute
    @Uninterruptible(reason = "Must not do a safepoint check: it holds addresses of arrays.")
    @SubstrateForeignCallTarget(stubCallingConvention = false, fullyUninterruptible = true)
    private static void sha256ImplCompress(Pointer block, Pointer state) {
        if (!ShaExtensions.present) {
            SHA256Node.sha256ImplCompress(block, state);
            return;
        }
        RuntimeCPUFeatureRegion region = RuntimeCPUFeatureRegion.enter(AMD64.CPUFeature.SHA);
        try {
            ShaExtensions.compress(block, state);
        } finally {
            region.leave();
        }
    }
}
