package io.dbvouch.hashing;

import com.oracle.svm.core.ParsingReason;
import com.oracle.svm.core.feature.InternalFeature;
import com.oracle.svm.core.jdk.RuntimeSupport;
import jdk.graal.compiler.nodes.ValueNode;
import jdk.graal.compiler.nodes.graphbuilderconf.GraphBuilderConfiguration.Plugins;
import jdk.graal.compiler.nodes.graphbuilderconf.GraphBuilderContext;
import jdk.graal.compiler.nodes.graphbuilderconf.InvocationPlugin;
import jdk.graal.compiler.nodes.graphbuilderconf.InvocationPlugins;
import jdk.graal.compiler.phases.util.Providers;
import jdk.vm.ci.meta.ResolvedJavaMethod;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;
import org.graalvm.word.Pointer;

/** What the builder of the executable is told. */
public final class Sha256Feature implements InternalFeature {
    /** The builder makes one. */
    public Sha256Feature() {}

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        RuntimeClassInitialization.initializeAtBuildTime(ShaExtensions.class, ShaExtensions.Probe.class);
    }

    @Override
    public void registerInvocationPlugins(Providers providers, Plugins plugins, ParsingReason reason) {
        new InvocationPlugins.Registration(plugins.getInvocationPlugins(), ShaExtensions.class)
                .register(new Compress());
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        RuntimeSupport.getRuntimeSupport().addStartupHook(new ShaExtensions.Probe());
    }

    private static final class Compress extends InvocationPlugin.RequiredInlineOnlyInvocationPlugin {
        Compress() {
            super("compress", Pointer.class, Pointer.class);
        }

        @Override
        public boolean apply(
                GraphBuilderContext builder,
                ResolvedJavaMethod method,
                Receiver receiver,
                ValueNode block,
                ValueNode state) {
            builder.add(new Sha256BlockNode(block, state));
            return true;
        }
    }
}
