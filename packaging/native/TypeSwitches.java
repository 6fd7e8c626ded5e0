import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * Pattern switches as chains of {@code instanceof}. Each is a call site otherwise that the JDK makes a class for when it is
 * come upon, and that no AOT cache of JDK 25 holds: 5 ms of a warm token's 130.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/lang/runtime/SwitchBootstraps.html">
 *     java.lang.runtime.SwitchBootstraps</a>
 */
final class TypeSwitches {
    private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");

    private TypeSwitches() {}

    /** The class with its switches on types and texts written out; those on other labels stay as they are. */
    static byte[] writtenOut(byte[] bytes, ClassHierarchyResolver hierarchy) {
        // With the constants of before, so that all other methods are copied as they are.
        ClassFile format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
        ClassModel type = format.parse(bytes);
        if (type.methods().stream().noneMatch(TypeSwitches::hasAny)) {
            return bytes;
        }
        List<Chain> chains = new ArrayList<>();
        ClassTransform methods = ClassTransform.transformingMethodBodies(
                TypeSwitches::hasAny, (code, element) -> replace(type, chains, code, element));
        return format.transformClass(
                type, methods.andThen(ClassTransform.endHandler(to -> chains.forEach(chain -> chain.addTo(to)))));
    }

    private static boolean hasAny(MethodModel method) {
        return method.code().stream().anyMatch(code -> code.elementStream().anyMatch(TypeSwitches::isOne));
    }

    private static boolean isOne(CodeElement element) {
        return element instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod().owner().equals(BOOTSTRAPS)
                && call.bootstrapMethod().methodName().equals("typeSwitch")
                && call.bootstrapArgs().stream()
                        .allMatch(label -> label instanceof ClassDesc || label instanceof String);
    }

    private static void replace(ClassModel type, List<Chain> chains, CodeBuilder code, CodeElement element) {
        if (isOne(element) && element instanceof InvokeDynamicInstruction call) {
            Chain chain = new Chain("typeSwitch$" + chains.size(), call.typeSymbol(), call.bootstrapArgs());
            chains.add(chain);
            boolean inInterface = type.flags().has(AccessFlag.INTERFACE);
            code.invokestatic(type.thisClass().asSymbol(), chain.name, chain.signature, inInterface);
        } else {
            code.with(element);
        }
    }

    /** A method in place of one call site. */
    private record Chain(String name, MethodTypeDesc signature, List<ConstantDesc> labels) {
        private static final int VALUE = 0;
        private static final int FROM = 1;

        void addTo(ClassBuilder to) {
            to.withMethodBody(
                    name,
                    signature,
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                    this::write);
        }

        /** The index of the first label from {@code FROM} on that fits; -1 for null; their number where none does. */
        private void write(CodeBuilder code) {
            Label present = code.newLabel();
            code.aload(VALUE).ifnonnull(present).loadConstant(-1).ireturn().labelBinding(present);
            for (int i = 0; i < labels.size(); i++) {
                Label next = code.newLabel();
                code.iload(FROM).loadConstant(i).if_icmpgt(next);
                fits(code, labels.get(i));
                code.ifeq(next).loadConstant(i).ireturn().labelBinding(next);
            }
            code.loadConstant(labels.size()).ireturn();
        }

        private static void fits(CodeBuilder code, ConstantDesc label) {
            if (label instanceof ClassDesc type) {
                code.aload(VALUE).instanceOf(type);
            } else {
                code.loadConstant(label).aload(VALUE);
                code.invokevirtual(
                        ConstantDescs.CD_Object,
                        "equals",
                        MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object));
            }
        }
    }
}
