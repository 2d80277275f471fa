package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.KERNEL_MEMORY;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.OpsStruct;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.WritableMember;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.TypeMapping;
import java.util.Optional;

/**
 * Members of structs of the kernel that programs write to, most of them in a struct of functions. The loader corrects where they lie, as it does
 * for reads.
 */
final class KernelWrites {
    private final FunctionLowering function;
    private final KernelReads reads;

    KernelWrites(FunctionLowering function, KernelReads reads) {
        this.function = function;
        this.reads = reads;
    }

    /** {@code pointer->part = value}; returns the value as it is there afterwards. */
    Scalar store(ExpressionTree tree, KernelPart part, Value pointer, Operand value) {
        obstacle(part, pointer).ifPresent(obstacle -> {
            throw refused(tree, obstacle);
        });
        requireKernel(tree, part);
        var type = function.mapped(tree, () -> function.unit.types().of(part.field(), part.type()));
        var integer = type.integer().filter(number -> !part.isBits());
        if (integer.isEmpty())
            throw function.refuse(
                    tree,
                    UNSUPPORTED_JAVA,
                    function.quote(tree) + " is written to by its integers only, bit-fields not among them");
        var converted = function.converted(function.scalar(tree, value), integer.get());
        function.touching(part.base());
        var bigEndian = TypeMapping.bigEndian(part.field());
        function.memory.store(reads.address(part, pointer), 0, integer.get(), bigEndian, converted);
        return new Scalar(converted, type);
    }

    /** Refuses what is written to on newer kernels only. */
    void requireKernel(ExpressionTree tree, KernelPart part) {
        row(part)
                .ifPresent(row ->
                        function.unit.require(tree, row.since(), "a program that writes to `" + part.name() + "`"));
    }

    /** Returns why no program may write there, if none may. */
    Optional<String> obstacle(KernelPart part, Value pointer) {
        var isOfOps = type().filter(type -> type == ProgramType.STRUCT_OPS).isPresent();
        if (!isOfOps && ofType(part).isEmpty())
            return Optional.of("is memory of the kernel, and this is no program of a @StructOps class");
        if (!part.shifts().isEmpty()) return Optional.of("is at no place that the verifier knows");
        if (((ValueType.Pointer) pointer.type()).kind() != MemoryKind.KERNEL)
            return Optional.of("is in nothing that the program was handed by the kernel itself");
        var struct = function.unit.ops().struct();
        return struct.isEmpty()
                        || struct.get() != OpsStruct.TCP_CONGESTION_OPS
                        || row(part).isPresent()
                ? Optional.empty()
                : Optional.of("is `" + part.owner() + "." + part.name() + "`, which programs of a `"
                        + struct.get().kernelName() + "` may only read");
    }

    private Optional<WritableMember> row(KernelPart part) {
        return ofType(part).or(() -> function.unit
                .ops()
                .struct()
                .flatMap(struct -> WritableMember.of(struct, part.owner(), part.name())));
    }

    private Optional<WritableMember> ofType(KernelPart part) {
        return type().flatMap(type -> WritableMember.of(type, part.owner(), part.name()));
    }

    private Optional<ProgramType> type() {
        return function.helpers.program().map(SectionKind::programType);
    }

    Refusal refused(ExpressionTree tree, String obstacle) {
        return function.refuse(tree, KERNEL_MEMORY, function.quote(tree) + " " + obstacle);
    }
}
