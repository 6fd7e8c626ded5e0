package io.dbvouch.hashing;

import jdk.graal.compiler.core.amd64.AMD64LIRGenerator;
import jdk.graal.compiler.core.common.type.StampFactory;
import jdk.graal.compiler.graph.NodeClass;
import jdk.graal.compiler.lir.amd64.AMD64SHA256Op;
import jdk.graal.compiler.nodeinfo.NodeCycles;
import jdk.graal.compiler.nodeinfo.NodeInfo;
import jdk.graal.compiler.nodeinfo.NodeSize;
import jdk.graal.compiler.nodes.FixedWithNextNode;
import jdk.graal.compiler.nodes.ValueNode;
import jdk.graal.compiler.nodes.memory.SingleMemoryKill;
import jdk.graal.compiler.nodes.spi.LIRLowerable;
import jdk.graal.compiler.nodes.spi.NodeLIRBuilderTool;
import org.graalvm.word.LocationIdentity;

/**
 * GraalVM's code for the SHA extensions. Its own node for SHA-256 chooses by what the whole executable is compiled for, and not by
 * what is known at the place.
 */
@NodeInfo(cycles = NodeCycles.CYCLES_UNKNOWN, size = NodeSize.SIZE_128)
final class Sha256BlockNode extends FixedWithNextNode implements LIRLowerable, SingleMemoryKill {
    /** As every class of nodes has one. */
    public static final NodeClass<Sha256BlockNode> TYPE = NodeClass.create(Sha256BlockNode.class);

    @Input
    private ValueNode block;

    @Input
    private ValueNode state;

    Sha256BlockNode(ValueNode block, ValueNode state) {
        super(TYPE, StampFactory.forVoid());
        this.block = block;
        this.state = state;
    }

    /** The state is written. */
    @Override
    public LocationIdentity getKilledLocationIdentity() {
        return LocationIdentity.any();
    }

    @Override
    public void generate(NodeLIRBuilderTool builder) {
        AMD64LIRGenerator generator = (AMD64LIRGenerator) builder.getLIRGeneratorTool();
        generator.append(new AMD64SHA256Op(
                generator,
                generator.asAllocatable(builder.operand(block)),
                generator.asAllocatable(builder.operand(state))));
    }
}
